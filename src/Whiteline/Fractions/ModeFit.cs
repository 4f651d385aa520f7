namespace Whiteline.Fractions;

/// <summary>One minimum of a mixture's fit: where it is, and the normal distribution of the weights around it, everything else fitted along.</summary>
/// <param name="Weights">Best weights, ≥ 0, shape (k).</param>
/// <param name="Centre">Weights that the data ask for, were negative ones allowed, shape (k).</param>
/// <param name="Covariance">Of <paramref name="Centre"/>, shape (k, k).</param>
/// <param name="ShiftEv">Shift, eV.</param>
/// <param name="BroadeningEv">Broadening, full width at half maximum, eV.</param>
/// <param name="Objective">Half of χ² and of the priors' squares, with the logarithm of the noise.</param>
/// <param name="CorrelationTime">Channels whose residuals say the same (<see cref="Correlation"/>); the covariance is that much larger.</param>
sealed record ModeFit(double[] Weights, double[] Centre, double[] Covariance, double ShiftEv, double BroadeningEv, double Objective, double CorrelationTime)
{
    /// <summary>The minimum if shapes scatter by as much as this spectrum's seem to; null where they are as usual.</summary>
    public ModeFit? Stranger { get; init; }
}

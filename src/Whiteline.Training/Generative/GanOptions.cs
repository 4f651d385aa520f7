namespace Whiteline.Training.Generative;

/// <summary>What a critic is asked.</summary>
public enum GanLoss
{
    /// <summary>Wasserstein distance with a penalty on the slope of the critic (Gulrajani et al., NIPS 2017, eq. 3).</summary>
    Wasserstein,

    /// <summary>Cross entropy, the generator raising the logarithm of what the critic believes (Goodfellow et al., NIPS 2014), with a penalty on the critic's slope at real spectra (R1; Mescheder et al., ICML 2018).</summary>
    NonSaturating,

    /// <summary>Squared distance from 0 and 1 (Mao et al., ICCV 2017), with the same penalty.</summary>
    LeastSquares,
}

/// <summary>How a generative adversarial network is made and trained.</summary>
/// <param name="Loss">What the critic is asked.</param>
/// <param name="Latent">Random numbers that a clean spectrum is made from, beside those of its linear part; at least 1.</param>
/// <param name="Width">Filters of the widest convolutions of generator and critic; at least 4.</param>
/// <param name="BatchSize">Spectra per step; at least 4.</param>
/// <param name="CriticSteps">Steps of the critic for one of the generator; at least 1.</param>
/// <param name="LearningRate">Learning rate of the generator in Adam, β = (0, 0.9), &gt; 0. It starts from the linear model, and is to be moved gently.</param>
/// <param name="CriticLearningRate">Learning rate of the critic, &gt; 0; above that of the generator (Heusel et al., NIPS 2017).</param>
/// <param name="SlopePenalty">Weight of the penalty on the critic's slope, ≥ 0.</param>
/// <param name="SpectralNormalisation">True to divide the critic's weights by their largest singular value (Miyato et al., ICLR 2018).</param>
/// <param name="AugmentationTarget">Overfitting of the critic, from 0 to 1, that the distortions shown to it are adapted to (Karras et al., NeurIPS 2020); 0 for no distortions.</param>
/// <param name="Average">Decay of the running average of the generator's weights in a step, from 0 (none) to below 1.</param>
/// <param name="Steps">Most steps of the generator; at least 1.</param>
/// <param name="CheckEvery">Steps between two looks at held-out spectra: an epoch; at least 1.</param>
/// <param name="Patience">Stop after so many epochs without a better held-out distance; 0 never stops early.</param>
/// <param name="HeldOutShare">Share of each class's spectra held out to choose the generator by, from 0.05 to 0.5.</param>
public sealed record GanOptions(
    GanLoss Loss = GanLoss.Wasserstein,
    int Latent = 8,
    int Width = 32,
    int BatchSize = 32,
    int CriticSteps = 3,
    double LearningRate = 1e-4,
    double CriticLearningRate = 5e-4,
    double SlopePenalty = 10,
    bool SpectralNormalisation = false,
    double AugmentationTarget = 0.6,
    double Average = 0.98,
    int Steps = 600,
    int CheckEvery = 50,
    int Patience = 5,
    double HeldOutShare = 0.2)
{
    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Loss)) yield return "The loss is not known; choose Wasserstein, NonSaturating or LeastSquares.";
        if (Latent is < 1 or > 1024) yield return $"The generator is given {Latent} random numbers; give 1 to 1024.";
        if (Width is < 4 or > 1024) yield return $"The width is {Width} filters; give 4 to 1024.";
        if (BatchSize is < 4 or > 4096) yield return $"The batch size is {BatchSize}; give 4 to 4096.";
        if (CriticSteps is < 1 or > 100) yield return $"{CriticSteps} critic steps were asked for; give 1 to 100.";
        if (!(LearningRate is > 0 and <= 1)) yield return $"The learning rate is {LearningRate}; it must be above 0 and at most 1.";
        if (!(CriticLearningRate is > 0 and <= 1)) yield return $"The critic's learning rate is {CriticLearningRate}; it must be above 0 and at most 1.";
        if (!(SlopePenalty is >= 0 and <= 1e6)) yield return $"The slope penalty is {SlopePenalty}; it must be between 0 and 1e6.";
        if (!(AugmentationTarget is >= 0 and < 1)) yield return $"The augmentation target is {AugmentationTarget}; it must be from 0 to below 1.";
        if (!(Average is >= 0 and < 1)) yield return $"The decay of the average is {Average}; it must be from 0 to below 1.";
        if (Steps is < 1 or > 10_000_000) yield return $"{Steps} steps were asked for; give 1 to 10000000.";
        if (CheckEvery < 1) yield return $"The held-out spectra are looked at every {CheckEvery} steps; give at least 1.";
        if (Patience < 0) yield return $"The patience is {Patience} epochs; give 0 (never stop early) or more.";
        if (!(HeldOutShare is >= 0.05 and <= 0.5)) yield return $"The held-out share is {HeldOutShare}; it must be between 0.05 and 0.5.";
    }
}

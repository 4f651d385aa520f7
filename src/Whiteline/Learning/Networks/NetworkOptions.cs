namespace Whiteline.Learning.Networks;

/// <summary>Optimisers.</summary>
public enum Optimiser
{
    /// <summary>Adam (Kingma and Ba, 2015), weight decay added to the gradient.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with Nesterov's momentum of 0.9.</summary>
    Sgd,
}

/// <summary>How the learning rate falls.</summary>
public enum Schedule
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>Along half a cosine to zero at the last epoch, after a linear start over the first twentieth (Loshchilov and Hutter, 2017).</summary>
    Cosine,

    /// <summary>Divided by ten after a half and after three quarters of the epochs.</summary>
    Step,
}

/// <summary>How a network is trained.</summary>
/// <param name="Optimiser">The optimiser.</param>
/// <param name="LearningRate">First learning rate, &gt; 0.</param>
/// <param name="WeightDecay">Pull of the weights towards zero, ≥ 0.</param>
/// <param name="Schedule">How the learning rate falls.</param>
/// <param name="Epochs">Most passes over the training spectra, at least 1; null for as many as some 3,000 steps take, but 60 to 400 (<see cref="For"/>).</param>
/// <param name="BatchSize">Spectra per step; at least 2.</param>
/// <param name="Patience">Stop after so many epochs without a better validation loss, and take the best weights; 0 never stops early; null for a quarter of the epochs, but at least 10.</param>
/// <param name="ValidationShare">Share of the spectra, whole groups where there are any, held out to stop by and to calibrate on; 0 for none.</param>
/// <param name="LabelSmoothing">Share of the target spread over all classes; 0 to below 1.</param>
/// <param name="Mixup">α of mixup (Zhang et al., 2018); 0 for none.</param>
/// <param name="Noise">Largest standard deviation of Gaussian noise added on the fly, a part of each spectrum's maximum; drawn uniformly for every spectrum and epoch.</param>
/// <param name="BroadeningEv">Largest Gaussian σ by which spectra are broadened, or sharpened by one step of deconvolution, on the fly, eV.</param>
/// <param name="Gain">Largest relative change of the intensity on the fly.</param>
/// <param name="Baseline">Largest rest of background on the fly: a straight line whose ends are up to this part of the maximum, either way.</param>
/// <param name="GradientClip">Longest gradient (Euclidean norm); longer ones are shortened; 0 for no bound.</param>
/// <param name="Balanced">True to weight classes by n / (k · n_class).</param>
/// <param name="Members">Networks trained from different starts and averaged (deep ensemble, Lakshminarayanan et al., 2017); at least 1.</param>
public sealed record NetworkOptions(
    Optimiser Optimiser = Optimiser.AdamW,
    double LearningRate = 2e-3,
    double WeightDecay = 1e-2,
    Schedule Schedule = Schedule.Cosine,
    int? Epochs = null,
    int BatchSize = 64,
    int? Patience = null,
    double ValidationShare = 0.15,
    double LabelSmoothing = 0.02,
    double Mixup = 0,
    double Noise = 0.02,
    double BroadeningEv = 1,
    double Gain = 0.05,
    double Baseline = 0.1,
    double GradientClip = 5,
    bool Balanced = true,
    int Members = 1)
{
    // A network needs steps, not epochs: few spectra are passed more often.
    const int WantedSteps = 3000, LeastEpochs = 60, MostEpochs = 400, LeastPatience = 10;

    /// <summary>Whether a temperature is fitted to the validation part; false leaves the probabilities as the network gives them.</summary>
    public bool Calibrated { get; init; } = true;

    /// <summary>The options with all that follows from the number of spectra filled in.</summary>
    /// <param name="spectra">Training spectra, without their altered versions.</param>
    public NetworkOptions For(int spectra)
    {
        var epochs = Epochs ?? Math.Clamp(WantedSteps * BatchSize / Math.Max(1, spectra), LeastEpochs, MostEpochs);
        return this with { Epochs = epochs, Patience = Patience ?? Math.Max(LeastPatience, epochs / 4) };
    }

    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(LearningRate is > 0 and <= 10)) yield return $"The learning rate is {LearningRate}; it must be above 0 and at most 10.";
        if (!(WeightDecay is >= 0 and <= 10)) yield return $"The weight decay is {WeightDecay}; it must be between 0 and 10.";
        if (Epochs is < 1 or > 100_000) yield return $"{Epochs} epochs were asked for; give 1 to 100000.";
        if (BatchSize is < 2 or > 65_536) yield return $"The batch size is {BatchSize}; give 2 to 65536.";
        if (Patience < 0) yield return $"The patience is {Patience} epochs; give 0 (never stop early) or more.";
        if (!(ValidationShare is >= 0 and <= 0.5)) yield return $"The validation share is {ValidationShare}; it must be between 0 and 0.5.";
        if (!(LabelSmoothing is >= 0 and < 1)) yield return $"The label smoothing is {LabelSmoothing}; it must be from 0 to below 1.";
        if (!(Mixup is >= 0 and <= 10)) yield return $"The mixup α is {Mixup}; it must be between 0 and 10.";
        if (!(Noise is >= 0 and <= 1)) yield return $"The noise is {Noise}; it must be between 0 and 1, a part of the maximum.";
        if (!(BroadeningEv is >= 0 and <= 5)) yield return $"The broadening is {BroadeningEv} eV; it must be between 0 and 5 eV.";
        if (!(Gain is >= 0 and < 1)) yield return $"The gain change is {Gain}; it must be from 0 to below 1.";
        if (!(Baseline is >= 0 and <= 10)) yield return $"The rest of background is {Baseline}; it must be between 0 and 10, a part of the maximum.";
        if (!(GradientClip is >= 0 and <= 1e6)) yield return $"The gradient bound is {GradientClip}; it must be between 0 and 1e6.";
        if (Members is < 1 or > 64) yield return $"{Members} ensemble members were asked for; give 1 to 64.";
        if (!Enum.IsDefined(Optimiser) || !Enum.IsDefined(Schedule)) yield return "The optimiser or schedule is not known.";
    }
}

namespace Whiteline.Learning.Svm;

/// <summary>How classes of unequal size are weighted.</summary>
public enum ClassWeighting
{
    /// <summary>Every spectrum counts the same.</summary>
    None,

    /// <summary>C is multiplied by n / (k · n_class), so that every class counts the same.</summary>
    Balanced,
}

/// <summary>How two-class machines tell several classes apart.</summary>
public enum MulticlassScheme
{
    /// <summary>One machine per pair of classes; they vote (Knerr et al., 1990), as in LIBSVM.</summary>
    OneVersusOne,

    /// <summary>One machine per class, against all others; the largest value wins.</summary>
    OneVersusRest,
}

/// <summary>Hyperparameters of a soft-margin support vector machine.</summary>
/// <param name="Kernel">The kernel's form.</param>
/// <param name="C">Soft-margin penalty, &gt; 0. Larger fits the training spectra harder.</param>
/// <param name="Gamma">γ, in 1/intensity²; null for 1 / (channels × variance of all intensities), so that it does not depend on their scale.</param>
/// <param name="Coef0">r of the polynomial and sigmoid kernels.</param>
/// <param name="Degree">Degree of the polynomial kernel.</param>
/// <param name="Weighting">How classes of unequal size are weighted.</param>
/// <param name="Tolerance">Largest violation of the optimality conditions at which the solver stops, as LIBSVM defines it.</param>
/// <param name="MaxIterations">Hard stop of the solver for one pair of classes.</param>
/// <param name="CacheBytes">Memory that kernel rows may take.</param>
/// <param name="Probability">True to fit probabilities to held-out decision values by an inner cross-validation; false to fit them to the training spectra's own, six times as fast and too sure of itself.</param>
public sealed record SvmOptions(
    KernelKind Kernel = KernelKind.Rbf,
    double C = 10,
    double? Gamma = null,
    double Coef0 = 0,
    int Degree = 3,
    ClassWeighting Weighting = ClassWeighting.Balanced,
    double Tolerance = 1e-3,
    int MaxIterations = 10_000_000,
    long CacheBytes = 512L << 20,
    bool Probability = true)
{
    /// <summary>How several classes are told apart.</summary>
    public MulticlassScheme Scheme { get; init; }

    /// <summary>Whether decision values are fitted to probabilities at all; false leaves a margin of 1 an odds ratio of e.</summary>
    public bool Calibrated { get; init; } = true;

    /// <summary>Weight of each class, by which C is multiplied, &gt; 0; null to weight by <see cref="Weighting"/>. Classes left out have weight 1.</summary>
    public IReadOnlyDictionary<string, double>? ClassWeights { get; init; }

    /// <summary>
    /// How every spectrum is seen a second time, denoised by the training spectra nearest to it; the kernel is then the mean of that of the spectra and that of the denoised spectra. Null for
    /// one view.
    /// </summary>
    public LocalDenoising? Denoised { get; init; }

    /// <summary>The kernel <see cref="KernelKind.Custom"/>; null for the others.</summary>
    public GramKernel? Custom { get; init; }

    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(C > 0) || !double.IsFinite(C)) yield return $"C is {C}; it must be greater than 0.";
        if (Gamma is { } gamma && (!(gamma > 0) || !double.IsFinite(gamma))) yield return $"gamma is {gamma}; it must be greater than 0, or left out.";
        if (!double.IsFinite(Coef0)) yield return $"coef0 is {Coef0}; it must be a finite number.";
        if (Degree is < 1 or > 20) yield return $"The degree is {Degree}; it must be between 1 and 20.";
        if (!(Tolerance is > 0 and < 1)) yield return $"The tolerance is {Tolerance}; it must be between 0 and 1.";
        if (MaxIterations < 1) yield return $"The iteration limit is {MaxIterations}; it must be at least 1.";
        foreach (var (label, weight) in ClassWeights ?? new Dictionary<string, double>())
            if (!(weight > 0) || !double.IsFinite(weight)) yield return $"The class weight of {label} is {weight}; it must be greater than 0.";
        foreach (var problem in Denoised?.Problems() ?? []) yield return problem;
        if (CacheBytes < 1 << 20) yield return $"The kernel cache is {CacheBytes} bytes; it needs at least 1 MB.";
    }
}

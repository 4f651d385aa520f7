using Whiteline.Spectra;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Trains a support vector machine whose C and kernel parameters are chosen by cross-validation within the training spectra alone, whole groups held out where they are known: the
/// way to compare kernels without favouring the one that the defaults suit. Of equal points the smoothest is taken (<see cref="SvmGridResult.Best"/>).
/// </summary>
/// <param name="Kernel">The kernel; not a custom one.</param>
/// <param name="Denoised">How every spectrum is seen a second time; null for one view.</param>
public sealed record TunedSvmTrainer(KernelKind Kernel, LocalDenoising? Denoised = null) : ITrainer
{
    const int InnerFolds = 3;

    // Enough to choose by; the machine itself is trained on all spectra.
    const int MostSpectra = 2000;

    static readonly double[] Penalties = [0.1, 1, 10, 100, 1000];

    static readonly double[] RbfFactors = [0.1, 1, 3, 10, 30];

    // γ x·y of some tenths: beyond one, the hyperbolic tangent is flat and tells nothing apart.
    static readonly double[] SigmoidFactors = [0.003, 0.01, 0.03, 0.1];

    /// <inheritdoc/>
    public string Name => "svm";

    /// <inheritdoc/>
    public string Calibration => new SvmTrainer(new SvmOptions(Kernel)).Calibration;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Denoised?.Problems() ?? []) yield return problem;
        if (Kernel == KernelKind.Custom) yield return "A custom kernel has no parameters that could be chosen. Train it as it is.";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kernel} kernel, C and kernel parameters chosen by {InnerFolds} folds within the training spectra, balanced classes{(Denoised is null ? "" : ", with a second, denoised view")}";

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        TrainingSet.Check(spectra);
        var some = Some(Measured(spectra), context.Versions);
        var options = new SvmOptions(Kernel) { Denoised = Denoised };
        if (Division(some, context) is { } splits)
        {
            var best = new SvmGrid(Kernels(some), Penalties, InnerFolds, options.Weighting, MaxIterations: 200_000) { Denoised = Denoised }.Run(some, context with { Progress = null }, splits).Best;
            options = options with { C = best.C, Gamma = best.Kernel.Gamma, Coef0 = best.Kernel.Coef0, Degree = best.Kernel.Degree };
        }
        return new SvmTrainer(options).Train(spectra, context);
    }

    SvmKernel[] Kernels(LabeledSpectra spectra)
    {
        var gamma = SvmTrainer.DefaultGamma(spectra.Intensity.Span, spectra.Axis.Count);
        return Kernel switch
        {
            KernelKind.Rbf => [.. RbfFactors.Select(factor => new SvmKernel(Kernel, factor * gamma))],
            KernelKind.Polynomial => [new(Kernel, gamma, 0, 2), new(Kernel, gamma, 1, 2), new(Kernel, gamma, 0, 3), new(Kernel, gamma, 1, 3)],
            KernelKind.Sigmoid => [.. SigmoidFactors.SelectMany(factor => (SvmKernel[])[new(Kernel, factor * gamma, -1), new(Kernel, factor * gamma)])],
            _ => [new SvmKernel(Kernel, gamma)],
        };
    }

    // What suits synthetic spectra best need not suit measured ones, and a generator that saw an inner held part would tell of it.
    static LabeledSpectra Measured(LabeledSpectra spectra) =>
        spectra.SyntheticCount > 0 && spectra.SyntheticCount < spectra.Count && spectra.WithoutSynthetic() is var measured && measured.Classes.Count == spectra.Classes.Count ? measured : spectra;

    static LabeledSpectra Some(LabeledSpectra spectra, int versions)
    {
        var originals = spectra.Count / Math.Max(1, versions);
        var count = Math.Min(spectra.Count, Math.Max(1, MostSpectra / originals) * originals);
        var step = (originals + MostSpectra - 1) / MostSpectra;
        return count == spectra.Count && step == 1 ? spectra : spectra.Subset([.. Enumerable.Range(0, count).Where(i => i % step == 0)]);
    }

    // Null where the spectra are too few to choose by.
    static IReadOnlyList<Split>? Division(LabeledSpectra spectra, TrainingContext context)
    {
        var seed = context.Seed.Branch("svm/tuning");
        if (spectra.Groups is { } groups && groups.Distinct(StringComparer.Ordinal).Count() >= InnerFolds && Folds.Grouped(groups, InnerFolds, seed) is var grouped && AllClasses(spectra, grouped)) return grouped;
        return spectra.Classes.All(label => spectra.Labels.Count(other => other == label) >= InnerFolds) && Folds.Stratified(spectra.Labels, InnerFolds, seed) is var stratified && AllClasses(spectra, stratified) ? stratified : null;
    }

    static bool AllClasses(LabeledSpectra spectra, IReadOnlyList<Split> splits) =>
        splits.All(split => split.Held.Length > 0 && split.Training.Select(i => spectra.Labels[i]).Distinct(StringComparer.Ordinal).Count() == spectra.Classes.Count);
}

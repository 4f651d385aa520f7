using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>The values of a grid over the hyperparameters of a support vector machine. Null keeps what the plan says.</summary>
/// <param name="Kernels">Kernels to try.</param>
/// <param name="C">Soft-margin penalties.</param>
/// <param name="Gamma">γ, in 1/intensity²; kernels without γ are tried once.</param>
/// <param name="Coef0">r of the polynomial and sigmoid kernels.</param>
/// <param name="Degree">Degrees of the polynomial kernel.</param>
public sealed record SvmGridValues(
    IReadOnlyList<KernelKind>? Kernels = null,
    IReadOnlyList<double>? C = null,
    IReadOnlyList<double>? Gamma = null,
    IReadOnlyList<double>? Coef0 = null,
    IReadOnlyList<int>? Degree = null);

/// <summary>What a grid search found.</summary>
/// <param name="Points">Every point with its fold accuracies.</param>
/// <param name="Split">How spectra were held out, in words.</param>
/// <param name="Best">The plan with the best point's hyperparameters.</param>
public sealed record GridSearchResult(SvmGridResult Points, string Split, TrainingPlan Best);

/// <summary>
/// A grid search of support vector machines on a labelled dataset. The spectra are prepared once for all points: what a recipe does to each
/// spectrum by itself needs no division. What learns from several (principal components, altered copies) does, and is refused here.
/// </summary>
public static class GridSearch
{
    /// <summary>Scores every point by cross-validation.</summary>
    /// <param name="data">Labelled spectra on a trusted energy axis.</param>
    /// <param name="plan">How models are trained; its trainer gives what the grid leaves open.</param>
    /// <param name="values">The grid.</param>
    /// <param name="split">How spectra are held out.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="BadInputException">The plan or the grid has a problem; says why.</exception>
    public static GridSearchResult Run(LabeledSpectra data, TrainingPlan plan, SvmGridValues values, SplitPlan split, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(context);
        if (plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        if (plan.Trainer is not SvmTrainer { Options: var options }) throw new BadInputException($"The grid is one of support vector machines; the plan trains '{plan.Trainer.Name}'. Take --model svm.");
        if (plan.Pca is not null || plan.ShiftAugmentEv > 0 || plan.NoiseAugment > 0 || plan.Generate is not null || options.Denoised is not null)
            throw new BadInputException("The grid prepares the spectra once, before they are divided; principal components, a denoised view, altered copies and synthetic spectra must be learnt inside each training part. Leave them out of the grid, and score the best point with them by crossval.");
        if (options.Scheme != MulticlassScheme.OneVersusOne || options.ClassWeights is not null)
            throw new BadInputException("The grid tries one machine per pair of classes, balanced or unweighted. Leave out --scheme ovr and given class weights, and score the best point with them by crossval.");
        context.Progress?.Report(new("preparing the spectra", 0, data.Count));
        var prepared = RecipeBuilder.For(data, plan).TrainingRecipe.Prepare(data, new("the training spectra", context.Seed, context.Threads, context.Cancellation));
        var intensity = new float[data.Count * prepared.Axis.Count];
        prepared.Read(0, data.Count, intensity);
        var spectra = new LabeledSpectra(prepared.Axis, intensity, data.Labels, data.Groups);
        var splits = split.Divide(data, context.Seed.Branch("cross-validation"));
        var gamma = options.Gamma ?? SvmTrainer.DefaultGamma(intensity, prepared.Axis.Count);
        var grid = new SvmGrid(
            [.. Kernels(values, options, gamma)], values.C ?? [options.C], splits.Count, options.Weighting, options.Tolerance, options.MaxIterations, options.CacheBytes);
        var result = grid.Run(spectra, context, splits);
        var best = result.Best;
        var chosen = options with { Kernel = best.Kernel.Kind, C = best.C, Gamma = best.Kernel.Gamma, Coef0 = best.Kernel.Coef0, Degree = best.Kernel.Degree };
        return new(result, split.Describe(splits.Count), plan with { Trainer = new SvmTrainer(chosen) });
    }

    static IEnumerable<SvmKernel> Kernels(SvmGridValues values, SvmOptions options, double gamma) =>
        from kind in values.Kernels ?? [options.Kernel]
        from g in kind is KernelKind.Linear or KernelKind.Cosine ? [gamma] : values.Gamma ?? [gamma]
        from r in kind is KernelKind.Polynomial or KernelKind.Sigmoid ? values.Coef0 ?? [options.Coef0] : [options.Coef0]
        from d in kind is KernelKind.Polynomial ? values.Degree ?? [options.Degree] : [options.Degree]
        select new SvmKernel(kind, g, r, d) { Custom = options.Custom };
}

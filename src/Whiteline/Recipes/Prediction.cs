using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Verdicts of a model on spectra as a file holds them: prepared by the model's recipe, block by block on all cores. Results do not depend on
/// the number of threads.
/// </summary>
public sealed class Prediction
{
    // 16 MB of samples a block: large enough that a file stored plane by plane is read in long runs.
    const int LargestBlock = 4 << 20;

    // Of the widest channels on which the model holds.
    const double RefusedWidths = 2;

    // Beyond any axis.
    const double AnyExtensionEv = 1e5;

    // The axis' error is drawn at these multiples of its standard deviation, each weighted by the normal density.
    static readonly double[] Deviations = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];

    readonly TrainedModel model;
    readonly Guard guard;
    readonly double? errorRate;
    readonly LabelSets? sets;
    readonly bool[] isZero;
    readonly double mostMissingEv;

    // Over how much of the window each aligned spectrum is told to be continued; empty where all of a file are alike.
    readonly double[] continuedEv;
    readonly int[] stages;
    readonly Survival[] survives;

    // The same spectra with the axis elsewhere, where it may be too; empty when it is taken as known.
    readonly (PreparedSpectra Spectra, double Weight)[] displaced;

    /// <summary>Fits the model's recipe to spectra.</summary>
    /// <param name="model">The model.</param>
    /// <param name="spectra">Spectra of one file.</param>
    /// <param name="axis">What is known of the energy axis: probabilities are averaged over its uncertainty, and it is no longer judged by the edge; null to let the recipe judge it.</param>
    /// <param name="context">Where they came from, threads, cancellation.</param>
    /// <param name="errorRate">How often a label may be wrong: spectra for which a model with label sets cannot name one state at this rate abstain. Null for no such rate.</param>
    /// <exception cref="BadInputException">The model was not made for such spectra; says why.</exception>
    public Prediction(TrainedModel model, ISpectra spectra, KnownAxis? axis, StepContext context, double? errorRate = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(spectra);
        ArgumentNullException.ThrowIfNull(context);
        this.model = model;
        this.errorRate = errorRate;
        if (errorRate is { } rate && !(rate is > 0 and < 1)) throw new BadInputException(FormattableString.Invariant($"The error rate is {rate}; it must lie between 0 and 1."));
        if (errorRate is not null && model.Sets is not { Count: > 0 }) throw new BadInputException("The model did not learn what it takes to hold an error rate. Train it again with --label-sets, or leave out the error rate.");
        // Those for the next larger uncertainty hold the rate too.
        sets = (model.Sets?.FirstOrDefault(one => one.AxisUncertaintyEv >= (axis?.UncertaintyEv ?? 0)) ?? (model.Sets is { Count: > 0 } learned ? learned[^1] : null))?.Sets;
        if (axis?.UncertaintyEv is { } declared && !(declared is >= 0 and <= 20)) throw new BadInputException(FormattableString.Invariant($"The axis uncertainty is {declared} eV; it must be between 0 and 20 eV."));
        if (model.Card.MostDispersionEv is { } widest && spectra.Axis.DispersionEv > RefusedWidths * widest)
            throw BadInputException.In(context.Source, FormattableString.Invariant($"its channels are {spectra.Axis.DispersionEv:0.##} eV wide, and the model holds up to {widest:0.##} eV"), "Acquire at a finer dispersion, or train a model on spectra like these.");
        var recipe = KnownAxis.Calibration(axis, context, model.Recipe.Steps.OfType<EnergyCalibration>().FirstOrDefault()?.Reference) is { } calibration ? model.Recipe.With(calibration) : model.Recipe;
        if (context.Deconvolves) recipe = recipe.With(new Deconvolution(recipe.Steps.OfType<PowerLawBackground>().FirstOrDefault()?.Window.FromEv));
        Prepared = Open(recipe, 0).Prepare(spectra, context);
        var before = Prepared.StepsBefore("resample");
        stages = [0, before, Math.Min(before + 1, Prepared.StepCount), Prepared.StepsBefore("normalisation"), Prepared.StepCount];
        var aligned = recipe.Steps.OfType<Align>().FirstOrDefault();
        mostMissingEv = MostMissingEv(recipe);
        guard = new(model, mostMissingEv, aligned is not null);
        if (aligned is null) RequireWindow(recipe, context);
        // Refuses what leaves no L3 enough of the window.
        else (aligned with { MostExtensionEv = mostMissingEv }).Fit(Prepared.Before("align"), context);
        continuedEv = aligned is null ? [] : new double[Prepared.Count];
        displaced = axis?.UncertaintyEv is > 0 and var sigma && model.PositionCounts
            ? [.. Deviations.Where(deviation => deviation != 0).Select(deviation => (Open(Moved(recipe, deviation * sigma), 2 * sigma).Prepare(spectra, context), Math.Exp(-0.5 * deviation * deviation)))]
            : [];
        survives = new Survival[Prepared.Count];
        isZero = model.Classifier is SvmClassifier { Kernel.Kind: KernelKind.Cosine } ? new bool[Prepared.Count] : [];
        BlockSize = Math.Clamp((spectra.Count + 4 * context.Threads - 1) / (4 * context.Threads), 1, LargestBlock / spectra.Axis.Count + 1);
    }

    /// <summary>Whether it is found how far the axis may be off before each label changes; takes as long as classifying some ten times over.</summary>
    public bool FindsSurvival { get; init; }

    /// <summary>The spectra as the recipe leaves them.</summary>
    public PreparedSpectra Prepared { get; }

    /// <summary>Spectra to prepare at a time.</summary>
    public int BlockSize { get; }

    /// <summary>The spectra before normalisation, on the model's axis: intensities still count.</summary>
    public PreparedSpectra Unnormalised => Prepared.Before("normalisation");

    /// <summary>What was done to the spectra, for the record: their dead channels first, then the steps.</summary>
    /// <param name="anyLabel">Whether any spectrum is given a label; where none is, a line that moved the axis need not be the element's.</param>
    public IReadOnlyList<AppliedStep> Applied(bool anyLabel)
    {
        IEnumerable<AppliedStep> steps = Prepared.Bridged is { } bridged ? [bridged, .. Prepared.Applied] : Prepared.Applied;
        return [.. anyLabel ? steps : steps.Select(EnergyCalibration.Doubted)];
    }

    /// <summary>Sentences that a reader of the result must know. Zero spectra are counted as they are classified.</summary>
    /// <param name="spectra">The spectra as the file holds them.</param>
    /// <param name="anyLabel">Whether any of them is given a label.</param>
    public IReadOnlyList<string> Findings(ISpectra spectra, bool anyLabel = true)
    {
        List<string> findings = Prepared.Bridged is { } bridged ? [bridged.Sentence] : [];
        findings.AddRange(Applied(anyLabel).Where(step => step.Name is "energy-calibration").Select(step => step.Sentence));
        findings.AddRange(Prepared.Applied.Where(step => step.Name is Deconvolution.StepName).Select(step => step.Sentence));
        findings.AddRange(Prepared.Applied.Where(step => step.Name is "power-law-background" && (step.Values["subtracted"]?.GetValue<bool>() == false || step.Values["levelToEv"] is not null)).Select(step => step.Sentence));
        findings.AddRange(Prepared.Applied.Where(step => step.Values["extendedEv"]?.GetValue<double>() is > 0).Select(step => FormattableString.Invariant($"The spectra end {step.Values["extendedEv"]!.GetValue<double>():0.##} eV short of the model's window ({model.Axis}); their last value was continued.")));
        if (continuedEv.Where(missing => missing > 0 && missing <= mostMissingEv).ToArray() is { Length: > 0 } continued)
            findings.Add(FormattableString.Invariant($"{continued.Length} of {Prepared.Count} spectra end up to {continued.Max():0.##} eV short of the model's window about their L3 ({model.Axis}); their last value was continued."));
        if (model.Card.MostDispersionEv is { } widest && spectra.Axis.DispersionEv > widest)
            findings.Add(FormattableString.Invariant($"The file has {spectra.Axis.DispersionEv:0.###} eV per channel, and the model was found to lose accuracy beyond {widest:0.##}: its answers are less certain than their confidence says."));
        var ratio = spectra.Axis.DispersionEv / model.Card.DispersionEv;
        if (model.Card.MostDispersionEv is null && ratio > 4 || ratio < 0.02)
            findings.Add(FormattableString.Invariant($"The file has {spectra.Axis.DispersionEv:0.###} eV per channel, the model learned from {model.Card.DispersionEv:0.###}: its answers are less certain than their confidence says."));
        if (isZero.Count(zero => zero) is > 0 and var zeros)
            findings.Add($"{zeros} {(zeros == 1 ? "spectrum is" : "spectra are")} zero in every channel: the cosine kernel takes them as like no training spectrum (k = 0), and their labels mean nothing.");
        return findings;
    }

    // A spectrum that does not reach over the window is continued here and abstained on; a file of such spectra is refused.
    static Recipe Open(Recipe recipe, double movedEv)
    {
        if (recipe.Steps.OfType<Align>().FirstOrDefault() is { } align) recipe = recipe.With(align with { MostExtensionEv = AnyExtensionEv });
        return recipe.Steps.OfType<Resample>().FirstOrDefault() is { } resample ? recipe.With(resample with { MostExtensionEv = movedEv + AnyExtensionEv }) : recipe;
    }

    static double MostMissingEv(Recipe recipe) => recipe.Steps.OfType<Resample>().FirstOrDefault() is { } resample
        ? Math.Max(resample.MostExtensionEv, Resample.MostMissingShare * (resample.Target.LastEv - resample.Target.OffsetEv))
        : double.PositiveInfinity;

    void RequireWindow(Recipe recipe, StepContext context)
    {
        if (recipe.Steps.OfType<Resample>().FirstOrDefault() is not { } resample) return;
        var source = Prepared.Stage(stages[1]);
        // Where each spectrum has a zero-loss peak of its own, the first may be the odd one out.
        var shift = context.LowLoss is null ? source.ShiftEv(0) : 0;
        if (Resample.MissingEv(source.Axis, resample.Target, shift) > mostMissingEv) throw Resample.Misses(source.Axis, resample.Target, shift, context.Source);
    }

    static Recipe Moved(Recipe recipe, double shiftEv)
    {
        var calibration = recipe.Steps.OfType<EnergyCalibration>().First();
        return recipe.With(calibration with { OffsetEv = calibration.OffsetEv + shiftEv });
    }

    /// <summary>Classifies a block.</summary>
    /// <param name="first">Index of the first spectrum.</param>
    /// <param name="count">How many.</param>
    /// <param name="probabilities">Receives shape (count, k).</param>
    /// <param name="abstained">Receives shape (count): why a spectrum is given no label, or null.</param>
    /// <returns>The block on the model's axis before normalisation: intensities still count.</returns>
    public SpectrumBlock Classify(int first, int count, Span<double> probabilities, Span<Abstention?> abstained)
    {
        var blocks = Prepared.ReadStages(first, count, stages);
        guard.Judge(blocks[0], blocks[1], blocks[2], blocks[4], abstained);
        if (model is { Doubts: { } limits, Classifier: IDoubting doubting })
        {
            var doubts = new double[count * doubting.DoubtKinds];
            doubting.Predict(blocks[4].Intensity, probabilities, doubts);
            for (var i = 0; i < count; i++)
                if (limits.Exceeded(doubts.AsSpan(i * doubting.DoubtKinds, doubting.DoubtKinds))) abstained[i] ??= Abstention.UnlikeTraining;
        }
        else model.Classifier.Predict(blocks[4].Intensity, probabilities);
        model.Calibration?.Apply(probabilities);
        Average(first, count, probabilities);
        // What was computed from no number is none; nothing is known of such a spectrum.
        for (var i = 0; i < count; i++)
            if (abstained[i] == Abstention.NotFinite) probabilities.Slice(i * model.Labels.Count, model.Labels.Count).Fill(1.0 / model.Labels.Count);
        if (continuedEv.Length > 0)
            for (var i = 0; i < count; i++) continuedEv[first + i] = Resample.ContinuedEv(blocks[1].Axis, model.Axis, blocks[1].ShiftsEv[i]);
        if (FindsSurvival) SurvivalScan.Of(model, Prepared, blocks[1]).CopyTo(survives, first);
        if (isZero.Length > 0)
            for (var i = 0; i < count; i++) isZero[first + i] = !blocks[4][i].ContainsAnyExcept(0f);
        return blocks[3];
    }

    /// <summary>The verdict of a spectrum that has been classified, with its set of labels and the errors of the axis that it survives where they are asked for.</summary>
    internal Verdict Verdict(int index, ReadOnlySpan<double> probabilities, Abstention? abstained)
    {
        var verdict = new Verdict(model.Labels, probabilities.ToArray(), abstained);
        if (FindsSurvival) verdict = verdict with { Survives = survives[index], CarriedByPosition = SurvivalScan.CarriedByPosition(model, survives[index]) };
        if (errorRate is not { } rate) return verdict;
        var set = sets!.Set(verdict, rate);
        return verdict with { Set = set, Abstained = abstained ?? (set.Count == 1 && set[0] == verdict.Label ? null : Abstention.Undecided) };
    }

    void Average(int first, int count, Span<double> probabilities)
    {
        if (displaced.Length == 0) return;
        var sum = 1.0;
        var moved = new double[probabilities.Length];
        foreach (var (spectra, weight) in displaced)
        {
            model.Predict(spectra.ReadBlock(first, count).Intensity, moved);
            for (var i = 0; i < moved.Length; i++) probabilities[i] += weight * moved[i];
            sum += weight;
        }
        foreach (ref var probability in probabilities) probability /= sum;
    }

    /// <summary>Classifies all spectra.</summary>
    public IReadOnlyList<Verdict> ClassifyAll(StepContext context, IProgress<WorkProgress>? progress = null)
    {
        var verdicts = new Verdict[Prepared.Count];
        var done = 0;
        ParallelWork.For((Prepared.Count + BlockSize - 1) / BlockSize, context.Threads, b =>
        {
            var first = b * BlockSize;
            var count = Math.Min(BlockSize, Prepared.Count - first);
            var probabilities = new double[count * model.Labels.Count];
            var abstained = new Abstention?[count];
            Classify(first, count, probabilities, abstained);
            for (var i = 0; i < count; i++) verdicts[first + i] = Verdict(first + i, probabilities.AsSpan(i * model.Labels.Count, model.Labels.Count), abstained[i]);
            progress?.Report(new("classifying", Interlocked.Add(ref done, count), Prepared.Count));
        }, context.Cancellation);
        return verdicts;
    }
}

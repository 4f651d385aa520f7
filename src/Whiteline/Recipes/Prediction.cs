using Whiteline.Learning;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Verdicts of a model on spectra as a file holds them: prepared by the model's recipe, block by block on all cores. Results do not depend on
/// the number of threads.
/// </summary>
public sealed class Prediction
{
    readonly TrainedModel model;
    readonly int resampleStep;
    readonly int normaliseStep;

    /// <summary>Fits the model's recipe to spectra.</summary>
    /// <param name="model">The model.</param>
    /// <param name="spectra">Spectra of one file.</param>
    /// <param name="axisOffsetEv">A known offset to add to the file's energy axis, eV; null to let the recipe judge the axis.</param>
    /// <param name="context">Where they came from, threads, cancellation.</param>
    /// <exception cref="BadInputException">The model was not made for such spectra; says why.</exception>
    public Prediction(TrainedModel model, ISpectra spectra, double? axisOffsetEv, StepContext context)
    {
        this.model = model;
        var recipe = axisOffsetEv is { } offset
            ? model.Recipe.With<EnergyCalibration>(step => step with { Mode = CalibrationMode.Offset, OffsetEv = offset })
            : context.LowLoss is not null ? model.Recipe.With<EnergyCalibration>(step => step with { Mode = CalibrationMode.ZeroLoss })
            : model.Recipe;
        Prepared = recipe.Prepare(spectra, context);
        resampleStep = IndexOf("resample");
        normaliseStep = IndexOf("normalise");
        BlockSize = Math.Min(Math.Max(1, (spectra.Count + 4 * context.Threads - 1) / (4 * context.Threads)), MeanSpectrum.BlockSize(spectra.Axis));
    }

    /// <summary>The spectra as the recipe leaves them.</summary>
    public PreparedSpectra Prepared { get; }

    /// <summary>Spectra to prepare at a time.</summary>
    public int BlockSize { get; }

    /// <summary>The spectra before normalisation, on the model's axis: intensities still count.</summary>
    public PreparedSpectra Unnormalised => Prepared.Before("normalise");

    /// <summary>Sentences that a reader of the result must know.</summary>
    public IReadOnlyList<string> Findings(ISpectra spectra)
    {
        var findings = Prepared.Applied.Where(step => step.Name is "energy-calibration").Select(step => step.Sentence).ToList();
        findings.AddRange(Prepared.Applied.Where(step => step.Name is "background" && step.Values["subtracted"]?.GetValue<bool>() == false).Select(step => step.Sentence));
        var ratio = spectra.Axis.DispersionEv / model.Card.DispersionEv;
        if (ratio is > 4 or < 0.02)
            findings.Add(FormattableString.Invariant($"The file has {spectra.Axis.DispersionEv:0.###} eV per channel, the model learned from {model.Card.DispersionEv:0.###}: its answers are less certain than their confidence says."));
        return findings;
    }

    /// <summary>Classifies a block.</summary>
    /// <param name="first">Index of the first spectrum.</param>
    /// <param name="count">How many.</param>
    /// <param name="probabilities">Receives shape (count, k).</param>
    /// <param name="abstained">Receives shape (count): <see cref="Abstention.WindowMissing"/> where a spectrum does not reach the model's window.</param>
    /// <param name="unnormalised">Called with the block on the model's axis before normalisation; null for none.</param>
    public void Classify(int first, int count, Span<double> probabilities, Span<Abstention?> abstained, Action<SpectrumBlock>? unnormalised = null)
    {
        var missing = new bool[count];
        var block = Prepared.Prepare(first, count, (step, current) =>
        {
            if (step == resampleStep)
                for (var i = 0; i < count; i++) missing[i] = !Resampling.Reaches(current.Axis, current.ShiftsEv[i], model.Axis);
            if (step == normaliseStep) unnormalised?.Invoke(current);
        });
        model.Classifier.Predict(block.Intensity, probabilities);
        for (var i = 0; i < count; i++) abstained[i] = missing[i] ? Abstention.WindowMissing : null;
    }

    /// <summary>Classifies all spectra.</summary>
    public IReadOnlyList<Verdict> ClassifyAll(StepContext context, IProgress<Numerics.WorkProgress>? progress = null)
    {
        var verdicts = new Verdict[Prepared.Count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
        Parallel.For(0, (Prepared.Count + BlockSize - 1) / BlockSize, options, b =>
        {
            var first = b * BlockSize;
            var count = Math.Min(BlockSize, Prepared.Count - first);
            var probabilities = new double[count * model.Labels.Count];
            var abstained = new Abstention?[count];
            Classify(first, count, probabilities, abstained);
            for (var i = 0; i < count; i++)
                verdicts[first + i] = new(model.Labels, probabilities[(i * model.Labels.Count)..((i + 1) * model.Labels.Count)], abstained[i]);
            progress?.Report(new("classifying", Interlocked.Add(ref done, count), Prepared.Count));
        });
        return verdicts;
    }

    int IndexOf(string step)
    {
        for (var i = 0; i < Prepared.Steps.Count; i++) if (Prepared.Steps[i].Applied.Name == step) return i;
        return -1;
    }
}

using Whiteline.Learning;
using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Makes an oxidation-state map of a spectrum image, block by block: memory does not grow with the file. Two passes: verdicts and signal
/// strengths first, then, the mask being known, the mean spectrum of each class.
/// </summary>
public static class Mapping
{
    // Around the mean L3 position: wide enough for every oxidation state and half an eV of drift.
    const double LineBelowEv = 4;
    const double LineAboveEv = 6;

    /// <summary>Maps.</summary>
    /// <exception cref="BadInputException">The model was not made for such a file; says why.</exception>
    public static MapResult Run(TrainedModel model, SpectrumImage image, MapOptions options, StepContext context, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        progress?.Report(new("reading the energy axis", 0, 0));
        var prediction = new Prediction(model, image, options.Axis, context, options.ErrorRate) { FindsSurvival = options.Survival };
        var (map, signals) = Classify(model, image, prediction, options.Mask, context, progress);
        var anyLabel = map.Masked < map.Pixels;
        var means = ClassMeans.Of(map, prediction, context, progress);
        var sample = SampleOf(map, signals);
        var run = new RunRecord(RunRecord.ThisProgram, options.Command, DateTimeOffset.UtcNow, options.Inputs, prediction.Applied(anyLabel), context.Seed.Value);
        return new(map, means, SampleStages.Of(prediction.Prepared, sample, out var background), background, [.. prediction.Findings(image, anyLabel), .. MaskFinding(map)], run);
    }

    static (OxidationMap Map, EdgeSignal[] Signals) Classify(
        TrainedModel model, SpectrumImage image, Prediction prediction, SignalMaskOptions mask, StepContext context, IProgress<WorkProgress>? progress)
    {
        var classes = model.Labels.Count;
        var probabilities = new double[image.Count * classes];
        var abstained = new Abstention?[image.Count];
        var signals = new EdgeSignal[image.Count];
        var (signal, preEdge) = SignalWindows(model);
        var done = 0;
        ParallelWork.For((image.Count + prediction.BlockSize - 1) / prediction.BlockSize, context.Threads, b =>
        {
            var first = b * prediction.BlockSize;
            var count = Math.Min(prediction.BlockSize, image.Count - first);
            var block = prediction.Classify(first, count, probabilities.AsSpan(first * classes, count * classes), abstained.AsSpan(first, count));
            for (var i = 0; i < count; i++) signals[first + i] = SignalMask.Measure(block[i], block.Axis, signal, preEdge);
            progress?.Report(new("mapping", Interlocked.Add(ref done, count), image.Count));
        }, context.Cancellation);
        var masked = SignalMask.Masked(signals, mask);
        for (var pixel = 0; pixel < masked.Length; pixel++)
            if (masked[pixel] && abstained[pixel] is null or Abstention.UnlikeTraining) abstained[pixel] = Abstention.SignalTooWeak;
        Verdict[] verdicts = [.. Enumerable.Range(0, image.Count).Select(pixel => prediction.Verdict(pixel, probabilities.AsSpan(pixel * classes, classes), abstained[pixel]))];
        for (var pixel = 0; pixel < abstained.Length; pixel++) abstained[pixel] = verdicts[pixel].Abstained;
        return (new(image.Rows, image.Columns, model.Labels, probabilities, abstained)
        {
            RowAxis = image.RowAxis,
            ColumnAxis = image.ColumnAxis,
            RelativeThickness = context is { Deconvolves: true, LowLoss: { } low } ? PluralScattering.Of(low, context).RelativeThickness : null,
            Survives = prediction.FindsSurvival ? [.. verdicts.Select(verdict => verdict.Survives!)] : null,
            Sets = verdicts.Length > 0 && verdicts[0].Set is null ? null : [.. verdicts.Select(verdict => verdict.Set!)],
        }, signals);
    }

    // The L3 line and what the model's window holds before it; on the model's axis, where every file has been put.
    static (EnergyWindow Signal, EnergyWindow? PreEdge) SignalWindows(TrainedModel model)
    {
        var aligned = model.Recipe.Steps.OfType<Align>().FirstOrDefault();
        var line = aligned?.AnchorEv
            ?? (model.Card.LinePositionsEv.Count > 0 ? model.Card.LinePositionsEv.Values.Average() : (model.Axis.OffsetEv + model.Axis.LastEv) / 2);
        var from = Math.Max(model.Axis.OffsetEv, line - LineBelowEv);
        var signal = new EnergyWindow(from, Math.Max(from + model.Axis.DispersionEv, Math.Min(model.Axis.LastEv, line + LineAboveEv)));
        return (signal, (from - model.Axis.OffsetEv) / model.Axis.DispersionEv >= 10 ? new(model.Axis.OffsetEv, from) : null);
    }

    // The unmasked pixel of median strength: neither the best nor the worst.
    static int SampleOf(OxidationMap map, EdgeSignal[] signals)
    {
        var candidates = Enumerable.Range(0, map.Pixels).Where(pixel => map.AbstentionAt(pixel) is null).OrderBy(pixel => signals[pixel].Strength).ToArray();
        return candidates.Length > 0 ? candidates[candidates.Length / 2] : Array.IndexOf(signals, signals.MaxBy(signal => signal.Strength));
    }

    static IEnumerable<string> MaskFinding(OxidationMap map)
    {
        if (map.Masked == 0) yield break;
        var reasons = map.Reasons();
        yield return $"{map.Masked} of {map.Pixels} pixels are given no label; they are masked, not guessed: {string.Join(", ", reasons.Select(pair => UndecidedSets.InWords(pair.Key, pair.Value, map.Undecided)))}.";
    }
}

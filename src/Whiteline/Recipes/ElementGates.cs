using System.Collections.Concurrent;
using Whiteline.Learning;
using Whiteline.Learning.Novelty;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Makes the gate that tells an element from others: look-alikes are simulated, prepared as the model prepares, and remembered, for many models of one element are trained on one axis. The training
/// spectra are what the element looks like too, where a class has enough of them.
/// </summary>
static class ElementGates
{
    const int PerKind = 60, PerOwnKind = 120, MostRemembered = 8;

    // Simulated channels are this wide where the model's are narrower: half a bin.
    const double LeastChannelEv = 0.25;

    // What a frame may show of a prepared spectrum, and how far beyond it alignment reaches, eV from the lines.
    static readonly EnergyWindow Shown = new(-12, 22);
    const double ReachEv = 6;

    // The same for all models: look-alikes are no part of a training.
    static readonly Seed Seed = new Seed(0).Branch("element gates");

    static readonly ConcurrentDictionary<(string Element, Recipe Recipe, double AtEv), (LabeledSpectra[] Own, LabeledSpectra[] Strangers)> Remembered = new();

    /// <summary>The gate of a model; null when its labels name no single element of the table, or its window is too narrow.</summary>
    /// <param name="recipe">Of the model.</param>
    /// <param name="axis">Of its prepared spectra.</param>
    /// <param name="linesEv">Where L3 of the classes lies on it, eV; none for a model that no edge is known of.</param>
    /// <param name="training">Its prepared training spectra.</param>
    /// <param name="mixtures">Mixtures of them, prepared alike; null for none.</param>
    /// <param name="context">Threads, cancellation.</param>
    public static ElementGate? For(Recipe recipe, EnergyAxis axis, double[] linesEv, LabeledSpectra training, LabeledSpectra? mixtures, TrainingContext context)
    {
        if (linesEv.Length == 0 || TrainedModel.ElementOf(training.Classes) is not { } element || Edge.L23Of(element) is null) return null;
        // Lines that are not seen tell no element.
        if (!axis.Covers(new(linesEv.Min() - axis.DispersionEv, linesEv.Max() + axis.DispersionEv))) return null;
        var part = axis.Slice(axis.ChannelsIn(new(linesEv.Min() + Shown.FromEv, linesEv.Max() + Shown.ToEv)));
        var at = (linesEv.Min() + linesEv.Max()) / 2;
        // Look-alikes reach as far beyond the window as alignment does: none of them has to be continued.
        IStep[] steps = [.. recipe.Steps.OfType<Align>().Select(align => align with { MostExtensionEv = 0 }), new Resample(part), .. recipe.Steps.OfType<Normalisation>()];
        var key = (element, new Recipe(steps), at);
        if (!Remembered.TryGetValue(key, out var known))
        {
            if (Remembered.Count >= MostRemembered) Remembered.Clear();
            Remembered[key] = known = Simulate(element, key.Item2, part, at, context);
        }
        List<LabeledSpectra> own = [.. known.Own];
        if (WellKnown(training) is { } ofTraining) own.Add(ofTraining);
        if (mixtures is not null && WellKnown(mixtures) is { } mixed) own.Add(mixed);
        return ElementGate.Fit(axis, linesEv, own, known.Strangers);
    }

    static (LabeledSpectra[] Own, LabeledSpectra[] Strangers) Simulate(string element, Recipe recipe, EnergyAxis axis, double atEv, TrainingContext context)
    {
        var channel = Math.Max(LeastChannelEv, axis.DispersionEv);
        var wide = new EnergyAxis(axis.OffsetEv - ReachEv, channel, (int)((axis.LastEv - axis.OffsetEv + 2 * ReachEv) / channel) + 1);
        var steps = new StepContext("the simulated look-alikes", Seed, context.Threads, context.Cancellation);
        context.Progress?.Report(new("simulating look-alikes of other elements", 0, 0));
        var own = LookAlikes.Own(element, wide, atEv, PerOwnKind, Seed, context.Threads, context.Cancellation);
        return ([.. own.Concat(own.Select(part => Mixtures.Of(part, Seed)).OfType<LabeledSpectra>()).Select(Prepared)], [.. LookAlikes.Of(element, wide, atEv, PerKind, Seed, context.Threads, context.Cancellation).Select(Prepared)]);

        LabeledSpectra Prepared(LabeledSpectra raw)
        {
            var prepared = recipe.Prepare(raw, steps);
            var intensity = new float[raw.Count * prepared.Axis.Count];
            prepared.Read(0, raw.Count, intensity);
            return new(prepared.Axis, intensity, raw.Labels);
        }
    }

    static LabeledSpectra? WellKnown(LabeledSpectra spectra)
    {
        var enough = spectra.Labels.CountBy(label => label).Where(pair => pair.Value >= ElementGate.FewestOfClass).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return enough.Count == 0 ? null : spectra.Subset([.. Enumerable.Range(0, spectra.Count).Where(i => enough.Contains(spectra.Labels[i]))]);
    }
}

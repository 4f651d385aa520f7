using System.Text.Json.Nodes;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>
/// Simulated labelled spectra. Those of one group share a specimen (shape, thickness, background) and an axis error, as pixels of one
/// acquisition do, so that a split by group and a random split give different answers. Every spectrum has its own branch of the seed:
/// threads cannot change it.
/// </summary>
public static class PhantomDataset
{
    // Part of the variation between groups that remains within one.
    const double Within = 1.0 / 3;

    // Conditions give the slope of the rest of the background over so many eV.
    const double RestReachEv = 40;

    /// <summary>Makes the dataset.</summary>
    /// <exception cref="BadInputException">The options have a problem.</exception>
    public static LabeledSpectra Make(PhantomDatasetOptions options, Seed seed, int threads = 1, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        return Make([.. options.Classes.Select(pair => Ion.Of(pair.Key))], options, seed, threads, progress, cancellation);
    }

    /// <summary>Makes a dataset of ions that need not be in the table, one for each of the classes.</summary>
    internal static LabeledSpectra Make(IReadOnlyList<Ion> ions, PhantomDatasetOptions options, Seed seed, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var axis = options.AxisOrDefault();
        var plan = options.Classes.SelectMany((pair, k) => Enumerable.Range(0, pair.Value).Select(i => (Ion: ions[k], Group: i % Math.Min(options.GroupsPerClass, pair.Value)))).ToArray();
        if ((long)plan.Length * axis.Count > Array.MaxLength) throw new BadInputException($"{plan.Length} spectra of {axis.Count} channels do not fit in memory. Ask for fewer.");
        var intensity = new float[plan.Length * axis.Count];
        var detector = new Detector(axis.Count, options.Conditions.FixedPattern, seed);
        var done = 0;
        Parallel.For(0, plan.Length, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            Simulate(options, plan[i].Ion, plan[i].Group, seed, i, axis, detector, intensity.AsSpan(i * axis.Count, axis.Count));
            if (Interlocked.Increment(ref done) % 64 == 0) progress?.Report(new("simulating spectra", done, plan.Length));
        });
        return new(axis, intensity, [.. plan.Select(entry => entry.Ion.Label)], [.. plan.Select(entry => $"{entry.Ion.Label} specimen {entry.Group + 1}")])
        {
            Provenance = new JsonObject
            {
                ["source"] = "simulated",
                ["seed"] = seed.Value,
                ["dose"] = options.Conditions.Dose,
                ["shiftSdEv"] = options.ShiftSdEv,
                ["backgroundRemoved"] = options.Conditions.Background == 0 || options.Sessions is not null,
            }.ToJsonString(),
        };
    }

    static void Simulate(PhantomDatasetOptions options, Ion ion, int group, Seed seed, int index, EnergyAxis axis, Detector detector, Span<float> recorded)
    {
        var specimen = seed.Branch($"specimen/{ion.Label}", group).Random();
        var own = seed.Branch("spectrum", index).Random();
        var shape = Scaled(options.Variation).Vary(options.Variation.Vary(ion, specimen), own);
        var conditions = options.Sessions?.Draw(options.Conditions, specimen) ?? options.Conditions.Vary(specimen);
        conditions = conditions with { ShiftEv = conditions.ShiftEv + options.ShiftSdEv * (specimen.NextNormal() + 0.1 * own.NextNormal()) };
        // A fit before the edge takes the tail of O K away with the background.
        if (conditions.Background == 0) conditions = conditions with { Oxygen = 0 };
        var expected = new double[axis.Count];
        EdgeModel.Add(shape, axis, conditions, 1, expected);
        EdgeModel.Scatter(expected, axis, conditions.RelativeThickness);
        EdgeModel.AddBackground(expected, axis, conditions, conditions.Background, ion.L3Ev);
        for (var c = 0; c < expected.Length; c++) expected[c] *= conditions.Dose;
        detector.Record(expected, conditions, own, recorded);
        if (options.Sessions is not null) RemoveBackground(recorded, axis, conditions, ion.L3Ev);
    }

    /// <summary>Takes the background off. Its noise stays, and so does what a fit before the edge gets wrong.</summary>
    internal static void RemoveBackground(Span<float> recorded, EnergyAxis axis, Conditions conditions, double l3Ev)
    {
        var background = new double[recorded.Length];
        EdgeModel.AddBackground(background, axis, conditions, conditions.Background, l3Ev);
        var counts = conditions.Dose * conditions.Gain;
        for (var c = 0; c < recorded.Length; c++)
            recorded[c] -= (float)(counts * (background[c] - conditions.BackgroundRest - conditions.BackgroundRestSlope * (axis.EnergyAt(c) - l3Ev) / RestReachEv));
    }

    static ShapeVariation Scaled(ShapeVariation variation) =>
        new(variation.LineEv * Within, variation.Height * Within, variation.L3Ev * Within, variation.SplittingEv * Within, variation.Ratio * Within, variation.Width * Within);
}

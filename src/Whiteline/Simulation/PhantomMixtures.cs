using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>
/// Simulated spectra of mixed valence whose fractions are known. Every spectrum is of a specimen and session of its own: shapes, shift, resolution, thickness,
/// continuum and background differ. A fraction is a state's share of the white-line area.
/// </summary>
/// <param name="States">Ions, shape (k).</param>
/// <param name="Spectra">The spectra; each is labelled with the state of its largest fraction.</param>
/// <param name="Fractions">Shape (n, k), C order; each row sums to 1.</param>
public sealed record PhantomMixtures(IReadOnlyList<string> States, LabeledSpectra Spectra, double[] Fractions)
{
    // Resolution of the spectra that the ions' lines and ratios were read off: from there a blur changes them as it does in an instrument.
    const double TabulatedEv = 0.8;

    // Where a session does not draw it.
    const double LeastContinuum = 0.08, MostContinuum = 0.2;

    /// <summary>Fractions of one spectrum, shape (k).</summary>
    public ReadOnlySpan<double> FractionsOf(int index) => Fractions.AsSpan(index * States.Count, States.Count);

    /// <summary>Makes the mixtures; threads do not change them.</summary>
    /// <exception cref="BadInputException">The options have a problem.</exception>
    public static PhantomMixtures Make(MixtureOptions options, Seed seed, int threads = 1, CancellationToken cancellation = default)
    {
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var axis = options.AxisOrDefault();
        Ion[] ions = [.. options.States.Select(Ion.Of)];
        if ((long)options.Count * axis.Count > Array.MaxLength) throw new BadInputException($"{options.Count} spectra of {axis.Count} channels do not fit in memory. Ask for fewer.");
        var intensity = new float[options.Count * axis.Count];
        var fractions = new double[options.Count * ions.Length];
        var detector = new Detector(axis.Count, options.Conditions.FixedPattern, seed);
        ParallelWork.For(options.Count, threads, i =>
        {
            var random = seed.Branch("mixture", i).Random();
            var own = fractions.AsSpan(i * ions.Length, ions.Length);
            Draw(options, random, own);
            Simulate(options, ions, own, axis, detector, random, intensity.AsSpan(i * axis.Count, axis.Count));
        }, cancellation);
        var labels = Enumerable.Range(0, options.Count).Select(i => options.States[System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(fractions.AsSpan(i * ions.Length, ions.Length))]);
        return new(options.States, new(axis, intensity, [.. labels]), fractions);
    }

    // Even on the simplex, or on a side of it: spacings of an exponential process.
    static void Draw(MixtureOptions options, RandomSource random, Span<double> fractions)
    {
        fractions.Clear();
        var kind = random.NextDouble();
        if (kind < options.PureShare)
        {
            fractions[random.NextInt32(fractions.Length)] = 1;
            return;
        }
        if (fractions.Length > 2 && kind < options.PureShare + options.PairShare) fractions = fractions.Slice(random.NextInt32(fractions.Length - 1), 2);
        var sum = 0.0;
        foreach (ref var fraction in fractions) sum += fraction = -Math.Log(1 - random.NextDouble());
        foreach (ref var fraction in fractions) fraction /= sum;
    }

    static void Simulate(MixtureOptions options, Ion[] ions, ReadOnlySpan<double> fractions, EnergyAxis axis, Detector detector, RandomSource random, Span<float> recorded)
    {
        var conditions = options.Sessions?.Draw(options.Conditions, random) ?? options.Conditions.Vary(random) with { Continuum = random.NextDouble(LeastContinuum, MostContinuum) };
        conditions = conditions with { ShiftEv = conditions.ShiftEv + random.NextDouble(-options.LargestShiftEv, options.LargestShiftEv) };
        if (conditions.Background == 0) conditions = conditions with { Oxygen = 0 };
        var shapes = Array.ConvertAll(ions, ion => EdgeModel.At(options.Variation.Vary(ion, random), conditions.ResolutionEv, TabulatedEv));
        var factors = EdgeModel.Mixed(shapes, conditions.ResolutionEv, fractions);
        var expected = new double[axis.Count];
        for (var k = 0; k < shapes.Length; k++)
            if (factors[k] > 0) EdgeModel.Add(shapes[k], axis, conditions, factors[k], expected);
        EdgeModel.Scatter(expected, axis, conditions.RelativeThickness);
        var anchorEv = ions.Average(ion => ion.L3Ev);
        EdgeModel.AddBackground(expected, axis, conditions, conditions.Background, anchorEv);
        for (var c = 0; c < expected.Length; c++) expected[c] *= conditions.Dose;
        detector.Record(expected, conditions, random, recorded);
        if (options.Sessions is not null) PhantomDataset.RemoveBackground(recorded, axis, conditions, anchorEv);
    }
}

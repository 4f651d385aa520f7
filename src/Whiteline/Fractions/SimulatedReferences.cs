using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>References from the simulation: sharper than any instrument records, so that the fit broadens them to what was recorded.</summary>
public static class SimulatedReferences
{
    const double ResolutionEv = 0.3;

    // Of the spectra that the ions' lines and ratios were read off.
    const double TabulatedEv = 0.8;
    const double StepEv = 0.05;
    const double BelowEv = 32, BeyondEv = 27;

    // What most sessions have, and how far they differ from it.
    const double Continuum = 0.13, ContinuumSd = 0.04;
    const double Thickness = 0.4, ThicknessSd = 0.3;

    // A good instrument's.
    const double SeenSigmaEv = 0.25;

    const int Variants = 160;
    const int MostComponents = 12;

    /// <summary>States that an element's mixtures are made of: those with one charge.</summary>
    public static IReadOnlyList<string> StatesOf(string element) =>
        [.. Ion.All.Where(ion => ion.Element == element && OxidationState.Parse(ion.Label)!.Valence % 1 == 0).Select(ion => ion.Label)];

    /// <summary>Makes the references.</summary>
    /// <param name="states">Ions of one element.</param>
    /// <param name="variation">How far specimens differ; null for what the simulation takes as usual.</param>
    /// <param name="seed">Draws the variants that the shapes are taken from.</param>
    /// <exception cref="BadInputException">The states are not of one element, or cannot be simulated.</exception>
    public static ReferenceSet Of(IEnumerable<string> states, ShapeVariation? variation = null, Seed seed = default)
    {
        var ordered = ReferenceSet.Ordered(states);
        variation ??= new();
        Ion[] ions = [.. ordered.Select(Ion.Of)];
        var edge = Edge.L23Of(ions[0].Element)!;
        var axis = new EnergyAxis(edge.Window.FromEv - BelowEv, StepEv, (int)Math.Round((edge.Window.WidthEv + BelowEv + BeyondEv) / StepEv) + 1);
        double[][] curves = [.. ions.Select(ion => Curve(ion, axis, Continuum, Thickness))];
        var own = new double[ions.Length][][];
        var scatter = new double[ions.Length];
        for (var k = 0; k < ions.Length; k++)
        {
            var random = seed.Branch($"reference/{ions[k].Label}").Random();
            var isExact = variation == ShapeVariation.None;
            Ion[] variants = isExact ? [] : [.. Enumerable.Range(0, Variants).Select(_ => variation.Vary(ions[k], random))];
            double[][] deviations = [.. variants.Select(variant => Difference(Curve(variant, axis, Continuum, Thickness), curves[k]))];
            own[k] = ShapeComponents.Of(deviations, Array.ConvertAll(deviations, deviation => ReferenceBank.Broadened(deviation, SeenSigmaEv / StepEv)), MostComponents);
            // L3/(L3 + L2) = r/(1 + r) of a ratio r that scatters by a part of itself.
            scatter[k] = variation.Ratio * ions[k].Ratio / Math.Pow(1 + ions[k].Ratio, 2);
        }
        double[][][] shared =
        [
            [.. ions.Select((ion, k) => Difference(Curve(ion, axis, Continuum + ContinuumSd, Thickness), curves[k]))],
            [.. ions.Select((ion, k) => Difference(Curve(ion, axis, Continuum, Thickness + ThicknessSd), curves[k]))],
            Bend(axis, ions.Average(ion => ion.L3Ev), curves),
        ];
        return new(ordered, axis, curves, own, shared, [.. ions.Select(ion => (ion.L3Ev, ion.L3Ev + ion.SplittingEv))], scatter, "the simulation");
    }

    static double[] Curve(Ion ion, EnergyAxis axis, double continuum, double thickness)
    {
        var curve = new double[axis.Count];
        ion = EdgeModel.At(ion, ResolutionEv, TabulatedEv);
        EdgeModel.Add(ion, axis, new() { ResolutionEv = ResolutionEv, Continuum = continuum, Oxygen = 0 }, 1 / EdgeModel.WhiteLineArea(ion, ResolutionEv), curve);
        EdgeModel.Scatter(curve, axis, thickness);
        return curve;
    }

    /// <summary>How far a background is bent beside a power law, as by the tail of the edge below: a tenth of the line's height in 40 eV. The same for all states.</summary>
    internal static double[][] Bend(EnergyAxis axis, double anchorEv, double[][] curves)
    {
        const double Height = 0.1, ReachEv = 40;
        var bend = Array.ConvertAll(axis.Energies(), energy => Height * curves.Average(curve => curve.Max()) * Math.Pow((energy - anchorEv) / ReachEv, 2));
        return [.. curves.Select(_ => bend)];
    }

    internal static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];
}

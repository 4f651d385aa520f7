using System.Globalization;
using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Simulation;

namespace Whiteline.Tests.Fractions;

/// <summary>Held-out mixtures and how well they are told.</summary>
static class Mixtures
{
    /// <summary>Mixtures at 500 counts in the L3 maximum, each with a shift, resolution, thickness, continuum and background of its own.</summary>
    public static PhantomMixtures HeldOut(string[] states, ShapeVariation variation, int count = 300) =>
        PhantomMixtures.Make(new(states, count) { Variation = variation, Conditions = new() { Dose = 500 } }, new Seed(20), Environment.ProcessorCount);

    /// <summary>The same mixtures as some among more states, which they hold none of.</summary>
    public static PhantomMixtures Among(string[] states, PhantomMixtures mixtures) =>
        new(states, mixtures.Spectra, [.. Enumerable.Range(0, mixtures.Spectra.Count).SelectMany(i => states.Select(state => mixtures.States.Contains(state) ? mixtures.FractionsOf(i)[mixtures.States.ToList().IndexOf(state)] : 0))]);

    /// <summary>Score of estimates.</summary>
    public static MixtureScore Score(PhantomMixtures mixtures, IReadOnlyList<FractionEstimate?> estimates)
    {
        double error = 0, held = 0, width = 0;
        var (all, measured) = (0, 0);
        for (var i = 0; i < estimates.Count; i++)
        {
            if (estimates[i] is not { } estimate) continue;
            measured++;
            for (var k = 0; k < mixtures.States.Count; k++, all++)
            {
                var truth = mixtures.FractionsOf(i)[k];
                error += Math.Abs(estimate.Fractions[k] - truth);
                width += estimate.Upper[k] - estimate.Lower[k];
                if (truth >= estimate.Lower[k] - 1e-9 && truth <= estimate.Upper[k] + 1e-9) held++;
            }
        }
        return new(measured, error / all, held / all, width / all);
    }

    /// <summary>Splits a theory's argument.</summary>
    public static string[] States(string text) => text.Split('/');
}

/// <summary>How well fractions were told.</summary>
/// <param name="Measured">Spectra with an estimate.</param>
/// <param name="MeanError">Mean absolute error of a fraction.</param>
/// <param name="Coverage">Share of the intervals that hold the truth.</param>
/// <param name="MeanWidth">Mean width of an interval.</param>
sealed record MixtureScore(int Measured, double MeanError, double Coverage, double MeanWidth)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Measured} spectra, mean error {MeanError:0.0000}, coverage {Coverage:0.000}, width {MeanWidth:0.000}");
}

using Whiteline.Features;
using Whiteline.Learning;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>A network that regresses fractions: its softmax was trained on the fractions of simulated mixtures.</summary>
/// <param name="Recipe">Takes calibrated spectra to what the network sees.</param>
/// <param name="Axis">Energy axis of what it sees.</param>
/// <param name="Network">The network; its classes are the states.</param>
/// <param name="Widths">Of the intervals, from held-out mixtures.</param>
public sealed record FractionNetwork(Recipe Recipe, EnergyAxis Axis, IClassifier Network, ConformalWidths Widths)
{
    // The network's axis has room for both white lines of every state, and no more: files end soon after L2.
    const double StepEv = 0.2;

    // A file that ends a little short of the axis is continued.
    const double MostExtensionEv = 3;

    /// <summary>Ions by rising valence, shape (k).</summary>
    public IReadOnlyList<string> States => Network.Classes;

    /// <summary>The recipe of an element's networks.</summary>
    public static Recipe RecipeOf(Edge edge)
    {
        var axis = new EnergyAxis(edge.Window.FromEv, StepEv, (int)Math.Round(edge.Window.WidthEv / StepEv) + 1);
        return new(new PowerLawBackground(edge.BackgroundWindow, BackgroundMode.IfPresent), new Resample(axis) { MostExtensionEv = MostExtensionEv }, new Normalisation(Norm.L2));
    }

    /// <summary>Estimates the fractions of prepared spectra.</summary>
    /// <param name="prepared">Shape (n, channels), C order.</param>
    public FractionEstimate[] Estimate(ReadOnlySpan<float> prepared)
    {
        var (n, k) = (prepared.Length / Axis.Count, States.Count);
        var shares = new double[n * k];
        Network.Predict(prepared, shares);
        double[] valences = [.. States.Select(state => OxidationState.Parse(state)!.Valence)];
        var estimates = new FractionEstimate[n];
        for (var i = 0; i < n; i++)
        {
            var fractions = shares[(i * k)..((i + 1) * k)];
            var widths = Widths.For(Noise(Axis, prepared.Slice(i * Axis.Count, Axis.Count)));
            var valence = fractions.Zip(valences, (fraction, value) => fraction * value).Sum();
            estimates[i] = new(
                fractions,
                [.. fractions.Select((fraction, s) => Math.Max(0, fraction - widths[s]))],
                [.. fractions.Select((fraction, s) => Math.Min(1, fraction + widths[s]))],
                valence, Math.Max(valences[0], valence - widths[k]), Math.Min(valences[^1], valence + widths[k]));
        }
        return estimates;
    }

    /// <summary>Noise of a prepared spectrum over the height of its white line.</summary>
    public static double Noise(EnergyAxis axis, ReadOnlySpan<float> prepared) => 1 / Math.Max(SignalToNoise.Of(axis, prepared), 1e-9);
}

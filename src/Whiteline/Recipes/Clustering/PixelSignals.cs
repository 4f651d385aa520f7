using Whiteline.Maps;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Clustering;

/// <summary>How much of the edge each pixel holds.</summary>
/// <param name="Net">Mean intensity in the window of the edge above that before it, shape (n).</param>
/// <param name="Strengths">Net counts over their standard error (<see cref="SignalMask.Strength"/>), shape (n).</param>
sealed record PixelSignals(double[] Net, double[] Strengths)
{
    const double Bright = 0.95;

    public static PixelSignals Of(ClusterPreparation prepared, StepContext context)
    {
        var (signal, preEdge) = prepared.SignalWindows();
        var found = new PixelSignals(new double[prepared.Net.Count], new double[prepared.Net.Count]);
        var axis = prepared.Net.Axis;
        SpectraPass.ForEach(
            prepared.Net, context,
            block => (block.First, Values: Enumerable.Range(0, block.Count).Select(i => (
                Net: Mean(block[i][axis.ChannelsIn(signal)]) - (preEdge is null ? 0 : Mean(block[i][axis.ChannelsIn(preEdge)])),
                Strength: SignalMask.Strength(block[i], axis, signal, preEdge))).ToArray()),
            part =>
            {
                for (var i = 0; i < part.Values.Length; i++) (found.Net[part.First + i], found.Strengths[part.First + i]) = part.Values[i];
            });
        return found;
    }

    /// <summary>Pixels too weak to be compared, shape (n): the edge does not stand out of the noise, or holds less than a share of the counts of the bright pixels. Unlike in a map the share is of counts: a
    /// dataset of spectra from many sources, each with its own noise, has no vacuum.</summary>
    public bool[] Weak(SignalMaskOptions? mask)
    {
        if (mask is null) return new bool[Net.Length];
        var isFaint = SignalMask.Masked(Strengths, mask with { LeastShare = 0 });
        var least = mask.LeastShare * Net.Where(double.IsFinite).Order().ElementAtOrDefault((int)(Bright * (Net.Count(double.IsFinite) - 1)));
        return [.. Net.Select((net, i) => isFaint[i] || !(net >= least))];
    }

    static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / Math.Max(1, values.Length);
    }
}

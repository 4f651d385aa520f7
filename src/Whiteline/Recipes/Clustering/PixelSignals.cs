using Whiteline.Maps;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Clustering;

/// <summary>How much of the edge each pixel holds (<see cref="SignalMask"/>).</summary>
static class PixelSignals
{
    /// <summary>Measures all pixels, shape (n).</summary>
    public static EdgeSignal[] Of(ClusterPreparation prepared, StepContext context)
    {
        var (signal, preEdge) = prepared.SignalWindows();
        var found = new EdgeSignal[prepared.Net.Count];
        var axis = prepared.Net.Axis;
        SpectraPass.ForEach(
            prepared.Net, context,
            block => (block.First, Values: Enumerable.Range(0, block.Count).Select(i => SignalMask.Measure(block[i], axis, signal, preEdge)).ToArray()),
            part => part.Values.CopyTo(found, part.First));
        return found;
    }
}

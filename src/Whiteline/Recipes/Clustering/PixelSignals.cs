using System.Numerics.Tensors;
using Whiteline.Maps;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Clustering;

/// <summary>How much of the edge each pixel holds (<see cref="SignalMask"/>).</summary>
static class PixelSignals
{
    /// <summary>Measures all pixels, shape (n), and lists those that hold NaN or infinity.</summary>
    public static (EdgeSignal[] Signals, HashSet<int> NotFinite) Of(ClusterPreparation prepared, StepContext context)
    {
        var (signal, preEdge) = prepared.SignalWindows();
        var found = new EdgeSignal[prepared.Net.Count];
        var strange = new HashSet<int>();
        var axis = prepared.Net.Axis;
        SpectraPass.ForEach(
            prepared.Net, context,
            block => (
                block.First,
                Values: Enumerable.Range(0, block.Count).Select(i => SignalMask.Measure(block[i], axis, signal, preEdge)).ToArray(),
                Strange: Enumerable.Range(0, block.Count).Where(i => !TensorPrimitives.IsFiniteAll<float>(block[i])).ToArray()),
            part =>
            {
                part.Values.CopyTo(found, part.First);
                foreach (var i in part.Strange) strange.Add(part.First + i);
            });
        return (found, strange);
    }
}

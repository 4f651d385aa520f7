using System.Numerics.Tensors;
using Whiteline.Features;
using Whiteline.Maps;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Clustering;

/// <summary>Mean spectra of clusters and what their white lines say.</summary>
static class ClusterSummaries
{
    public static IReadOnlyList<ClusterSummary> Of(ClusterMap map, ClusterPreparation prepared, EdgeSignal[] signals, StepContext context)
    {
        var labels = map.Clusters;
        var means = Means(prepared.Net, labels.Labels, labels.Count, context);
        return [.. Enumerable.Range(0, labels.Count).Select(k =>
        {
            var members = Enumerable.Range(0, map.Pixels).Where(pixel => labels.Labels[pixel] == k).ToArray();
            if (members.Length == 0) return new ClusterSummary(k, map.Names[k], 0, double.NaN, double.NaN, null, null, null, null);
            var lines = prepared.Edge is { } edge ? WhiteLines.Find(prepared.Net.Axis, means[k], edge, EnergyReference.Literature(edge.Element)!.CentreEv, 5) : null;
            return new ClusterSummary(
                k, map.Names[k], members.Length, members.Average(pixel => labels.Membership[pixel]), members.Average(pixel => signals[pixel].Strength),
                new(map.Names[k], prepared.Net.Axis, means[k]), lines?.L3Ev, lines?.SplittingEv, lines is null ? null : WhiteLineRatio.Of(prepared.Net.Axis, means[k], lines));
        })];
    }

    static float[][] Means(PreparedSpectra spectra, int[] labels, int count, StepContext context)
    {
        var channels = spectra.Axis.Count;
        var sums = new double[count * channels];
        var sizes = new int[count];
        SpectraPass.ForEach(spectra, context, block =>
        {
            var (sum, members) = (new double[sums.Length], new int[count]);
            for (var i = 0; i < block.Count; i++)
            {
                if (labels[block.First + i] is not (>= 0 and var label) || !TensorPrimitives.IsFiniteAll<float>(block[i])) continue;
                members[label]++;
                for (var c = 0; c < channels; c++) sum[label * channels + c] += block[i][c];
            }
            return (sum, members);
        }, part =>
        {
            for (var i = 0; i < sums.Length; i++) sums[i] += part.sum[i];
            for (var k = 0; k < count; k++) sizes[k] += part.members[k];
        });
        return [.. sizes.Select((size, k) => sums[(k * channels)..((k + 1) * channels)].Select(sum => (float)(sum / Math.Max(1, size))).ToArray())];
    }
}

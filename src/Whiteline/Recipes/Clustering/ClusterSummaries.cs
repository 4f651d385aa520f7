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
        var sizes = labels.Sizes();
        var means = Means(prepared.Net, labels.Labels, sizes, context);
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

    static float[][] Means(PreparedSpectra spectra, int[] labels, int[] sizes, StepContext context)
    {
        var channels = spectra.Axis.Count;
        var sums = new double[sizes.Length * channels];
        SpectraPass.ForEach(spectra, context, block =>
        {
            var sum = new double[sums.Length];
            for (var i = 0; i < block.Count; i++)
            {
                if (labels[block.First + i] is not (>= 0 and var label)) continue;
                for (var c = 0; c < channels; c++) sum[label * channels + c] += block[i][c];
            }
            return sum;
        }, part =>
        {
            for (var i = 0; i < sums.Length; i++) sums[i] += part[i];
        });
        return [.. sizes.Select((size, k) => sums[(k * channels)..((k + 1) * channels)].Select(sum => (float)(sum / Math.Max(1, size))).ToArray())];
    }
}

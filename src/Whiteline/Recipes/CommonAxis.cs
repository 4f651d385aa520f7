using System.Text.Json.Nodes;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Brings datasets with different axes onto the range that all of them cover, at the finest common dispersion that none has to invent.</summary>
public static class CommonAxis
{
    /// <summary>One dataset of several. With one axis the samples are joined as they are; otherwise they are resampled.</summary>
    /// <param name="datasets">At least one.</param>
    /// <param name="prefix">True to put the number of the dataset before each group; false where their groups are named apart already.</param>
    /// <exception cref="BadInputException">The axes do not overlap.</exception>
    public static LabeledSpectra Join(IReadOnlyList<LabeledSpectra> datasets, bool prefix = true)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        if (datasets.Count == 1) return datasets[0];
        var axis = datasets.All(dataset => dataset.Axis == datasets[0].Axis) ? datasets[0].Axis : Of(datasets);
        var intensity = new float[datasets.Sum(dataset => dataset.Count) * axis.Count];
        var row = 0;
        foreach (var dataset in datasets)
            for (var i = 0; i < dataset.Count; i++, row++)
            {
                var target = intensity.AsSpan(row * axis.Count, axis.Count);
                if (dataset.Axis == axis) dataset[i].CopyTo(target);
                else Interpolation.Resample(dataset[i], dataset.Axis.ChannelAt(axis.OffsetEv), axis.DispersionEv / dataset.Axis.DispersionEv, target);
            }
        var labels = datasets.SelectMany(dataset => dataset.Labels).ToArray();
        // Groups of different files are different groups, whatever their names; a file without groups is one group.
        var groups = datasets.SelectMany((dataset, d) => Enumerable.Range(0, dataset.Count).Select(i => $"{(prefix ? $"{d + 1}/" : "")}{dataset.Groups?[i] ?? ""}")).ToArray();
        bool[]? synthetic = datasets.Any(dataset => dataset.Synthetic is not null) ? [.. datasets.SelectMany(dataset => Enumerable.Range(0, dataset.Count).Select(dataset.IsSynthetic))] : null;
        var known = datasets.Where(dataset => dataset.Provenance is not null).Select(dataset => ProvenanceText.Parsed(dataset.Provenance)).ToArray();
        return new(axis, intensity, labels, groups) { Synthetic = synthetic, Provenance = known.Length > 0 ? new JsonObject { ["joined"] = new JsonArray(known) }.ToJsonString() : null };
    }

    static EnergyAxis Of(IReadOnlyList<LabeledSpectra> datasets)
    {
        var from = datasets.Max(dataset => dataset.Axis.OffsetEv);
        var to = datasets.Min(dataset => dataset.Axis.LastEv);
        var dispersion = datasets.Max(dataset => dataset.Axis.DispersionEv);
        var count = (int)Math.Floor((to - from) / dispersion + 1e-6) + 1;
        return count >= 2
            ? new(from, dispersion, count)
            : throw new BadInputException(FormattableString.Invariant($"The datasets share no energy range: {string.Join("; ", datasets.Select(dataset => dataset.Axis))}. Give datasets of one edge."));
    }
}

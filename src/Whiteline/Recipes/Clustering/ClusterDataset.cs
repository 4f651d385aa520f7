using System.Text.Json.Nodes;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Clustering;

/// <summary>The named clusters of an image as a labelled dataset.</summary>
public static class ClusterDataset
{
    /// <summary>The spectra of all clusters that are not dropped: counts as acquired on the calibrated axis, the background window included and spikes removed, so that a model removes the background in training as it will in use.
    /// Nothing that was learned from the image (denoising, normalisation) is in them.</summary>
    /// <param name="result">The clustered image, still open.</param>
    /// <param name="dropped">Names left out.</param>
    /// <param name="image">Name of the image, with which each group begins.</param>
    /// <param name="block">Side of the blocks that make groups, pixels; null for a quarter of the image.</param>
    /// <param name="context">Threads, cancellation.</param>
    /// <exception cref="BadInputException">Nothing is left, or a dropped name is no cluster's.</exception>
    public static LabeledSpectra Of(ClusteringResult result, IReadOnlySet<string> dropped, string image, int? block, StepContext context)
    {
        var map = result.Map;
        if (dropped.FirstOrDefault(name => !map.Names.Contains(name)) is { } unknown)
            throw new BadInputException($"There is no cluster named '{unknown}' to drop. The names are {string.Join(", ", map.Names.Distinct())}.");
        bool[] isKept = [.. map.Clusters.Labels.Select(label => label >= 0 && !dropped.Contains(map.Names[label]))];
        var kept = Enumerable.Range(0, map.Pixels).Where(pixel => isKept[pixel]).ToArray();
        if (kept.Length == 0) throw new BadInputException("Every cluster is dropped: there is nothing to export. Keep at least one.");
        var groups = PixelGroups.Of(isKept, map.Columns, block ?? PixelGroups.BlockOf(map.Rows, map.Columns));
        var axis = result.Counts.Axis;
        var intensity = new float[checked(kept.Length * axis.Count)];
        var at = 0;
        SpectraPass.ForEach(result.Counts, context, spectra => spectra, spectra =>
        {
            for (; at < kept.Length && kept[at] < spectra.First + spectra.Count; at++) spectra[kept[at] - spectra.First].CopyTo(intensity.AsSpan(at * axis.Count));
        });
        return new(axis, intensity, [.. kept.Select(pixel => map.Names[map.Clusters.Labels[pixel]])], [.. kept.Select(pixel => $"{image}/{groups[pixel]}")])
        {
            Provenance = Provenance(result, dropped).ToJsonString(),
        };
    }

    // Without the date, so that the same command gives the same file.
    static JsonObject Provenance(ClusteringResult result, IReadOnlySet<string> dropped) => new()
    {
        ["program"] = result.Run.Program,
        ["command"] = result.Run.Command,
        ["seed"] = result.Run.Seed,
        ["inputs"] = new JsonArray([.. result.Run.Inputs.Select(input => (JsonNode)new JsonObject { ["name"] = input.Name, ["bytes"] = input.Bytes, ["sha256"] = input.Sha256 })]),
        ["labels"] = "clusters of the spectra themselves, named by a user: a model that repeats them has learned the clustering, not the chemistry",
        ["clusters"] = new JsonArray([.. result.Clusters.Select(cluster => (JsonNode)new JsonObject { ["name"] = cluster.Name, ["pixels"] = cluster.Pixels, ["exported"] = !dropped.Contains(cluster.Name) })]),
        ["steps"] = new JsonArray([.. result.Counts.Applied.Concat(result.Run.Steps.TakeLast(1)).Select(step => (JsonNode)new JsonObject { ["name"] = step.Name, ["sentence"] = step.Sentence, ["values"] = step.Values.DeepClone() })]),
    };
}

using System.Text.Json.Nodes;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Clustering;

/// <summary>Pixels that a person has named.</summary>
/// <param name="Region">The pixels.</param>
/// <param name="Label">The ion, such as <c>Fe2+</c>.</param>
public sealed record NamedRegion(PixelRegion Region, string Label);

/// <summary>Named rectangles of an image as a labelled dataset: the labels come from what a person knows of the specimen, not from the spectra.</summary>
public static class RegionDataset
{
    /// <summary>The spectra of all regions, prepared as those of <see cref="ClusterDataset"/> and grouped as they are, so that both can be joined.</summary>
    /// <param name="image">The image.</param>
    /// <param name="regions">At least one; a pixel may lie in several of one label.</param>
    /// <param name="plan">How the axis is calibrated and cut, and whether spikes are removed; its clustering is of no consequence.</param>
    /// <param name="name">Name of the image, with which each group begins.</param>
    /// <param name="block">Side of the blocks that make groups, pixels; null for a quarter of the image.</param>
    /// <param name="context">Threads, cancellation.</param>
    /// <exception cref="BadInputException">There is no region, one lies outside, a label is empty, or a pixel has two labels.</exception>
    public static LabeledSpectra Of(SpectrumImage image, IReadOnlyList<NamedRegion> regions, ClusterPlan plan, string name, int? block, StepContext context)
    {
        var labels = LabelsOf(image, regions, context.Source);
        var counts = ClusterPreparation.Of(image, plan, context).Counts;
        bool[] isKept = [.. labels.Select(label => label is not null)];
        var kept = Enumerable.Range(0, image.Count).Where(pixel => isKept[pixel]).ToArray();
        var groups = PixelGroups.Of(isKept, image.Columns, block ?? PixelGroups.BlockOf(image.Rows, image.Columns));
        var intensity = new float[checked(kept.Length * counts.Axis.Count)];
        for (var i = 0; i < kept.Length; i++) counts.Read(kept[i], 1, intensity.AsSpan(i * counts.Axis.Count, counts.Axis.Count));
        return new(counts.Axis, intensity, [.. kept.Select(pixel => labels[pixel]!)], [.. kept.Select(pixel => $"{name}/{groups[pixel]}")])
        {
            Provenance = new JsonObject
            {
                ["program"] = RunRecord.ThisProgram,
                ["labels"] = "rectangles of pixels named by a user",
                ["regions"] = new JsonArray([.. regions.Select(one => (JsonNode)new JsonObject { ["label"] = one.Label, ["row"] = one.Region.Row, ["column"] = one.Region.Column, ["rows"] = one.Region.Rows, ["columns"] = one.Region.Columns })]),
                ["steps"] = new JsonArray([.. counts.Applied.Select(step => (JsonNode)new JsonObject { ["name"] = step.Name, ["sentence"] = step.Sentence, ["values"] = step.Values.DeepClone() })]),
            }.ToJsonString(),
        };
    }

    static string?[] LabelsOf(SpectrumImage image, IReadOnlyList<NamedRegion> regions, string source)
    {
        if (regions.Count == 0) throw BadInputException.In(source, "no region is named", "Name at least one.");
        var labels = new string?[image.Count];
        foreach (var (region, label) in regions)
        {
            if (string.IsNullOrWhiteSpace(label)) throw BadInputException.In(source, "a region has no label", "Name every region, for example Fe2+.");
            if (region.Row < 0 || region.Column < 0 || region.Rows < 1 || region.Columns < 1 || region.EndRow > image.Rows || region.EndColumn > image.Columns)
                throw BadInputException.In(source, $"the region of {label} lies outside the image of {image.Rows} × {image.Columns} pixels", "Choose pixels inside.");
            foreach (var pixel in region.Indices(image.Columns))
                labels[pixel] = labels[pixel] is null || labels[pixel] == label ? label : throw BadInputException.In(
                    source, $"the pixel in row {pixel / image.Columns}, column {pixel % image.Columns} is named {labels[pixel]} and {label}", "Let regions of different labels not overlap.");
        }
        return labels;
    }
}

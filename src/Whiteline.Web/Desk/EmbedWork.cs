using Whiteline.Formats;
using Whiteline.Learning.Embedding;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Desk;

/// <summary>Spectra as points.</summary>
/// <param name="Coordinates">Shape (n, 2).</param>
/// <param name="Data">The spectra, as they were compared.</param>
/// <param name="Files">Names of the datasets.</param>
/// <param name="FileOf">Shape (n): index of the dataset that each spectrum is from.</param>
sealed record EmbedOutcome(float[] Coordinates, LabeledSpectra Data, IReadOnlyList<string> Files, IReadOnlyList<int> FileOf);

/// <summary>What the page of the embedding does in the background.</summary>
static class EmbedWork
{
    /// <summary>Joins datasets, normalises their spectra and embeds them in a plane.</summary>
    public static EmbedOutcome Run(IReadOnlyList<string> names, Norm norm, UmapOptions options, ServedFolder served, ServeOptions serve, Job job)
    {
        var parts = names.Select(name => LabeledSpectraFile.Read(served.Existing(name))).ToArray();
        var joined = CommonAxis.Join(parts);
        var recipe = norm == Norm.None ? new Recipe() : new Recipe(new Normalisation(norm));
        var prepared = recipe.Prepare(joined, new("the datasets", new(0), serve.Threads, job.Cancellation));
        var intensity = new float[joined.Count * joined.Axis.Count];
        prepared.Read(0, joined.Count, intensity);
        var embedding = Umap.Fit(intensity, joined.Axis.Count, options, new(new(0), serve.Threads, job, job.Cancellation));
        return new(embedding.Coordinates.ToArray(), new(joined.Axis, intensity, joined.Labels, joined.Groups), names, [.. parts.SelectMany((part, i) => Enumerable.Repeat(i, part.Count))]);
    }
}

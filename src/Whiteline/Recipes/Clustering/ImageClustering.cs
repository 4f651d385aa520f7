using System.Numerics.Tensors;
using Whiteline.Learning.Clustering;
using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Clustering;

/// <summary>
/// Clusters the pixels of a spectrum image by the shape of their spectra: how labelled data is made. Pixels with too little signal are set apart first
/// (<see cref="SignalMask"/>), for normalisation would blow their noise up to the size of an edge. Clusters are numbered by their signal: vacuum is 0.
/// </summary>
public static class ImageClustering
{
    // Fewer weak pixels than this part of the image are no cluster.
    const double LeastWeakPart = 0.02;

    /// <summary>The name of the cluster of pixels with too little signal.</summary>
    public const string WeakName = "weak signal";

    /// <summary>Clusters an image.</summary>
    /// <param name="image">The image; must stay open as long as the result is used.</param>
    /// <param name="plan">Settings.</param>
    /// <param name="names">Names by cluster number; a cluster without one is named by its number.</param>
    /// <param name="inputs">The files, for the run record.</param>
    /// <param name="command">The command line, for the run record.</param>
    /// <param name="context">Name of the file, seed, threads, cancellation.</param>
    /// <param name="progress">Receives progress.</param>
    /// <exception cref="BadInputException">A setting is wrong or does not suit the image; says why.</exception>
    public static ClusteringResult Run(
        SpectrumImage image, ClusterPlan plan, IReadOnlyDictionary<int, string> names, IReadOnlyList<InputFile> inputs, string command, StepContext context, IProgress<WorkProgress>? progress = null)
    {
        if (plan.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        if (image.Count < 2) throw BadInputException.In(context.Source, "it holds one spectrum, and clusters are found among many", "Give a spectrum image or a line scan.");
        progress?.Report(new("preparing the spectra", 0, 0));
        var prepared = ClusterPreparation.Of(image, plan, context);
        var (signals, strange) = PixelSignals.Of(prepared, context);
        var weak = plan.Mask is { } mask ? SignalMask.Masked(signals, mask) : new bool[image.Count];
        foreach (var pixel in strange) weak[pixel] = true;
        var kept = Enumerable.Range(0, image.Count).Where(pixel => !weak[pixel]).ToArray();
        if (kept.Length == 0) throw BadInputException.In(context.Source, "no pixel has enough signal to be compared", "Lower the least strength, or give the window and the element.");
        var rows = RowsOf(prepared.Compared, kept, context);
        // The components carry a NaN outside the window into it.
        if (NotFinite(rows, kept, prepared.Compared.Axis.Count) is { Count: > 0 } more)
        {
            strange.UnionWith(more);
            kept = [.. kept.Where(pixel => !more.Contains(pixel))];
            foreach (var pixel in more) weak[pixel] = true;
            if (kept.Length == 0) throw BadInputException.In(context.Source, "every pixel with a signal holds NaN or infinity", "Choose a window without them.");
            rows = RowsOf(prepared.Compared, kept, context);
        }
        var found = PixelClusters.Of(rows, prepared.Compared.Axis.Count, plan, image.Count - kept.Length >= LeastWeakPart * image.Count, prepared.Applied, context, progress);
        var labels = Placed(found, kept, weak, signals);
        foreach (var number in names.Keys.Where(number => number < 0 || number >= labels.Count))
            throw new BadInputException($"There is no cluster {number} to be named '{names[number]}': {(labels.Count == 0 ? "none was found" : $"they are numbered 0 to {labels.Count - 1}")}. Look at the map first, then name.");
        string[] called = [.. Enumerable.Range(0, labels.Count).Select(k => names.GetValueOrDefault(k) ?? (k == 0 && found.HasWeak ? WeakName : $"cluster {k}"))];
        var map = new ClusterMap(image.Rows, image.Columns, labels, called) { RowAxis = image.RowAxis, ColumnAxis = image.ColumnAxis, HasWeak = found.HasWeak };
        var run = new RunRecord(RunRecord.ThisProgram, command, DateTimeOffset.UtcNow, inputs, [.. prepared.Applied, found.Applied], context.Seed.Value);
        return new(
            map, ClusterSummaries.Of(map, prepared, signals, context), image.Count - kept.Length, found.Inertia,
            [.. prepared.Applied.Where(step => step.Name is "energy-calibration" or "pca-denoising" || step.Values["subtracted"]?.GetValue<bool>() == false).Select(step => step.Sentence), .. Weak(image.Count - kept.Length, found.HasWeak), .. Strange(strange.Count), .. found.Findings],
            run, prepared.Counts, prepared.Edge);
    }

    static float[] RowsOf(PreparedSpectra spectra, int[] kept, StepContext context)
    {
        var channels = spectra.Axis.Count;
        if ((long)kept.Length * channels > Array.MaxLength)
            throw BadInputException.In(context.Source, $"{kept.Length} spectra of {channels} channels do not fit in memory at once", "Give a narrower window.");
        var rows = new float[kept.Length * channels];
        SpectraPass.ForEach(spectra, context, block => block, block =>
        {
            var at = Array.BinarySearch(kept, block.First);
            if (at < 0) at = ~at;
            for (; at < kept.Length && kept[at] < block.First + block.Count; at++) block[kept[at] - block.First].CopyTo(rows.AsSpan(at * channels));
        });
        return rows;
    }

    static HashSet<int> NotFinite(float[] rows, int[] kept, int channels) =>
        [.. kept.Where((_, place) => !TensorPrimitives.IsFiniteAll<float>(rows.AsSpan(place * channels, channels)))];

    // Labels of all pixels, the weak ones first, the others in order of their mean signal.
    static ClusterLabels Placed(PixelClusters found, int[] kept, bool[] weak, EdgeSignal[] signals)
    {
        var first = found.HasWeak ? 1 : 0;
        var means = new double[found.Labels.Count];
        var sizes = found.Labels.Sizes();
        for (var i = 0; i < kept.Length; i++)
            if (found.Labels.Labels[i] is >= 0 and var label) means[label] += signals[kept[i]].Net / sizes[label];
        var rank = new int[means.Length];
        foreach (var (label, place) in Enumerable.Range(0, means.Length).OrderBy(label => means[label]).Select((label, place) => (label, place))) rank[label] = first + place;
        var labels = new int[weak.Length];
        var membership = new double[weak.Length];
        for (var pixel = 0; pixel < labels.Length; pixel++)
            if (weak[pixel]) (labels[pixel], membership[pixel]) = (first - 1, first);
        for (var i = 0; i < kept.Length; i++)
            (labels[kept[i]], membership[kept[i]]) = (found.Labels.Labels[i] is >= 0 and var label ? rank[label] : -1, found.Labels.Membership[i]);
        return new(labels, membership, first + means.Length);
    }

    static IEnumerable<string> Strange(int count)
    {
        if (count > 0) yield return $"{count} {(count == 1 ? "pixel holds" : "pixels hold")} NaN or infinity; {(count == 1 ? "it is" : "they are")} among those that are not compared.";
    }

    static IEnumerable<string> Weak(int weak, bool isCluster)
    {
        if (weak > 0)
            yield return isCluster
                ? $"{weak} pixels hold too little of the edge to be compared; they are cluster 0."
                : $"{weak} {(weak == 1 ? "pixel holds" : "pixels hold")} too little of the edge to be compared and {(weak == 1 ? "is" : "are")} in no cluster.";
    }
}

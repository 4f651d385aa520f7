using System.Numerics.Tensors;
using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>What training spectra say about where an edge lies: the mean spectrum of each class and how far their sources scatter.</summary>
/// <param name="References">One per class, on the training axis; each spectrum divided by its maximum before the mean.</param>
/// <param name="LinePositionsEv">L3 position of each reference, eV; classes whose line is not found are left out.</param>
/// <param name="ScatterEv">Standard deviation of L3 between the groups of a class, eV; at least 0.2.</param>
sealed record ClassReferences(IReadOnlyList<EdgeReference> References, IReadOnlyDictionary<string, double> LinePositionsEv, double ScatterEv)
{
    // Literature axes of the same compound rarely agree better than this.
    const double LeastScatterEv = 0.2;

    public static ClassReferences Of(LabeledSpectra data, ISpectra subtracted, EnergyWindow search)
    {
        var channels = subtracted.Axis.Count;
        var all = new float[subtracted.Count * channels];
        subtracted.Read(0, subtracted.Count, all);
        var references = new List<EdgeReference>();
        var positions = new Dictionary<string, double>();
        var variances = new List<double>();
        foreach (var label in data.Classes)
        {
            var members = Enumerable.Range(0, data.Count).Where(i => data.Labels[i] == label).ToArray();
            var mean = Mean(all, channels, members);
            references.Add(new(label, subtracted.Axis, mean));
            if (WhiteLine.Locate(mean, subtracted.Axis, search) is { } line) positions[label] = line;
            var byGroup = members.GroupBy(i => data.Groups?[i] ?? "")
                .Select(group => WhiteLine.Locate(Mean(all, channels, [.. group]), subtracted.Axis, search))
                .OfType<double>().ToArray();
            if (byGroup.Length > 1) variances.Add(byGroup.Sum(value => Math.Pow(value - byGroup.Average(), 2)) / (byGroup.Length - 1));
        }
        return new(references, positions, Math.Max(LeastScatterEv, variances.Count > 0 ? Math.Sqrt(variances.Average()) : 0));
    }

    static float[] Mean(float[] all, int channels, int[] members)
    {
        var mean = new float[channels];
        foreach (var i in members)
        {
            var spectrum = all.AsSpan(i * channels, channels);
            var maximum = TensorPrimitives.Max<float>(spectrum);
            if (maximum > 0) TensorPrimitives.MultiplyAdd(spectrum, 1 / (maximum * members.Length), mean, mean);
        }
        return mean;
    }
}

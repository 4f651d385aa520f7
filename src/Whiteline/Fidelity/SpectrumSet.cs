using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Fidelity;

/// <summary>Points of one kind, such as the spectra of a class: rows of equal length, in C order.</summary>
/// <param name="values">Shape (n, width).</param>
/// <param name="width">Length of a row, 1 or more.</param>
public sealed class SpectrumSet(float[] values, int width)
{
    /// <summary>Number of rows.</summary>
    public int Count => values.Length / width;

    /// <summary>Length of a row.</summary>
    public int Width => width;

    /// <summary>All values, shape (n, width).</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> this[int index] => values.AsSpan(index * width, width);

    /// <summary>The spectra of one class of a dataset.</summary>
    public static SpectrumSet Of(LabeledSpectra spectra, string label)
    {
        int[] own = [.. Enumerable.Range(0, spectra.Count).Where(i => spectra.Labels[i] == label)];
        var values = new float[own.Length * spectra.Axis.Count];
        for (var i = 0; i < own.Length; i++) spectra[own[i]].CopyTo(values.AsSpan(i * spectra.Axis.Count));
        return new(values, spectra.Axis.Count);
    }

    /// <summary>Some of the rows.</summary>
    public SpectrumSet Take(ReadOnlySpan<int> indices)
    {
        var taken = new float[indices.Length * width];
        for (var i = 0; i < indices.Length; i++) this[indices[i]].CopyTo(taken.AsSpan(i * width));
        return new(taken, width);
    }

    /// <summary>Rows in an order drawn by lot, cut into parts of a size that share no row; at most <paramref name="most"/> parts, at least one.</summary>
    public IReadOnlyList<SpectrumSet> Parts(int size, int most, Seed seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        seed.Random().Shuffle<int>(order);
        return [.. order.Chunk(size).Where(part => part.Length == Math.Min(size, Count)).Take(most).Select(part => Take(part))];
    }

    /// <summary>The rows of this set and another.</summary>
    public SpectrumSet With(SpectrumSet other) => new([.. values, .. other.Values], width);

    /// <summary>Euclidean distances of the rows to those of another set, shape (n, m).</summary>
    internal double[,] DistancesTo(SpectrumSet other)
    {
        var distances = new double[Count, other.Count];
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < other.Count; j++) distances[i, j] = TensorPrimitives.Distance(this[i], other[j]);
        return distances;
    }
}

using System.Numerics.Tensors;

namespace Whiteline.Learning.Clustering;

/// <summary>What is clustered: rows of float32, checked once.</summary>
static class ClusterRows
{
    /// <summary>Number of rows.</summary>
    /// <exception cref="BadInputException">There is none, or a value is not finite.</exception>
    public static int Count(ReadOnlyMemory<float> rows, int length)
    {
        if (rows.Length == 0) throw new BadInputException("There is no spectrum to cluster. Give at least one.");
        if (rows.Length % length != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {length}.", nameof(rows));
        for (var i = 0; i < rows.Length; i += length)
            if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(rows.Span.Slice(i, length))))
                throw new BadInputException($"Spectrum {i / length} holds a value that is not a finite number and cannot be clustered. Remove or mend it.");
        return rows.Length / length;
    }

    /// <summary>A copy with rows of length 1; rows of zeros stay.</summary>
    public static float[] OnSphere(ReadOnlySpan<float> rows, int length)
    {
        var unit = rows.ToArray();
        for (var at = 0; at < unit.Length; at += length) Normalise(unit.AsSpan(at, length));
        return unit;
    }

    /// <summary>Brings one row to length 1; false when it is zero.</summary>
    public static bool Normalise(Span<float> row)
    {
        var norm = TensorPrimitives.Norm<float>(row);
        if (!(norm > 0)) return false;
        TensorPrimitives.Divide(row, norm, row);
        return true;
    }
}

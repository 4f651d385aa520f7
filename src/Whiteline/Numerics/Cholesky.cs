using System.Numerics.Tensors;

namespace Whiteline.Numerics;

/// <summary>
/// G = LLᵀ of a small symmetric matrix, for systems that are solved once and for covariances. A pivot that rounding has eaten is lifted to a 10⁻¹² part of
/// its diagonal element: a direction that the data do not see then has a large, finite variance.
/// </summary>
public sealed class Cholesky
{
    const double LeastPivot = 1e-12;

    readonly double[] lower;

    /// <summary>Decomposes.</summary>
    /// <param name="matrix">G, shape (n, n), C order; only its lower triangle is read.</param>
    /// <param name="size">n.</param>
    public Cholesky(ReadOnlySpan<double> matrix, int size)
    {
        Size = size;
        lower = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            var row = lower.AsSpan(i * size, size);
            for (var j = 0; j <= i; j++)
            {
                var other = lower.AsSpan(j * size, size);
                var sum = matrix[i * size + j] - TensorPrimitives.Dot<double>(row[..j], other[..j]);
                row[j] = i == j ? Math.Sqrt(Math.Max(sum, Math.Max(LeastPivot * matrix[i * size + i], double.Epsilon))) : sum / other[j];
            }
        }
    }

    /// <summary>n.</summary>
    public int Size { get; }

    /// <summary>Element of L.</summary>
    public double this[int row, int column] => lower[row * Size + column];

    /// <summary>Solves Gx = b in place.</summary>
    /// <param name="b">b, then x, shape (n).</param>
    public void Solve(Span<double> b)
    {
        for (var i = 0; i < Size; i++) b[i] = (b[i] - TensorPrimitives.Dot<double>(lower.AsSpan(i * Size, i), b[..i])) / lower[i * Size + i];
        // Lᵀ by its columns, which are rows of L.
        for (var i = Size - 1; i >= 0; i--)
        {
            b[i] /= lower[i * Size + i];
            TensorPrimitives.MultiplyAdd(lower.AsSpan(i * Size, i), -b[i], b[..i], b[..i]);
        }
    }

    /// <summary>G⁻¹, shape (n, n), C order.</summary>
    public double[] Inverse()
    {
        var inverse = new double[Size * Size];
        for (var i = 0; i < Size; i++)
        {
            inverse[i * Size + i] = 1;
            // G⁻¹ is symmetric: its columns are its rows.
            Solve(inverse.AsSpan(i * Size, Size));
        }
        return inverse;
    }
}

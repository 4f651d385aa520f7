namespace Whiteline.Numerics;

/// <summary>The products BᵀB of the columns of a tall matrix B, which may lie in memory or be read block by block.</summary>
public interface IColumnProducts
{
    /// <summary>Columns of B.</summary>
    int Length { get; }

    /// <summary>Rows of B.</summary>
    int Count { get; }

    /// <summary>Sum of the squares of all elements of B: the trace of BᵀB.</summary>
    double Trace();

    /// <summary>BᵀB, shape (length, length).</summary>
    double[] Whole();

    /// <summary>VBᵀB, shape (k, length).</summary>
    /// <param name="vectors">V, shape (k, length).</param>
    double[] Times(float[] vectors);
}

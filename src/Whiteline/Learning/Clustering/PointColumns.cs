using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Clustering;

/// <summary>
/// Points stored coordinate by coordinate, so that a vector holds one coordinate of eight points: squared distances of a point to many are summed lane by lane in the order of the coordinates, the
/// same on every machine. Made for the few dimensions of an embedding or of principal components.
/// </summary>
sealed class PointColumns
{
    /// <summary>Points are padded to a multiple of this.</summary>
    public const int Lanes = 8;

    readonly float[] values;
    readonly int stride;

    /// <summary>Turns rows of shape (n, length) into columns.</summary>
    public PointColumns(ReadOnlySpan<float> rows, int length)
    {
        Length = length;
        Count = rows.Length / length;
        stride = (Count + Lanes - 1) / Lanes * Lanes;
        values = new float[length * stride];
        for (var i = 0; i < Count; i++)
            for (var c = 0; c < length; c++) values[c * stride + i] = rows[i * length + c];
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Coordinates of a point.</summary>
    public int Length { get; }

    /// <summary>Copies the coordinates of a point.</summary>
    public void Read(int point, Span<float> coordinates)
    {
        for (var c = 0; c < Length; c++) coordinates[c] = values[c * stride + point];
    }

    /// <summary>Puts the last of the first <paramref name="count"/> points in the place of another.</summary>
    public void Replace(int point, int count)
    {
        for (var c = 0; c < Length; c++) values[c * stride + point] = values[c * stride + count - 1];
    }

    /// <summary>Squared distances of eight points, from <paramref name="first"/> on (a multiple of eight), to one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> SquaredDistances(int first, ReadOnlySpan<float> point)
    {
        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), first);
        var sum = Vector256<float>.Zero;
        for (var c = 0; c < point.Length; c++)
        {
            var difference = Vector256.LoadUnsafe(ref at) - Vector256.Create(point[c]);
            sum += difference * difference;
            at = ref Unsafe.Add(ref at, stride);
        }
        return sum;
    }
}

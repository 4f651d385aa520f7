using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Choice of the working pair over the active multipliers, on vectors, with a scalar tail. The first of equals wins. What may not grow or
/// fall carries an infinite penalty, so that the loops have no branch.
/// </summary>
static class SmoSelection
{
    /// <summary>Replaces a curvature that is not positive, which kernels that are not positive definite (sigmoid) give.</summary>
    public const float LeastCurvature = 1e-12f;

    static Vector<double> Step => new(Vector<double>.Count);

    static Vector<double> Lanes => Vector.CreateSequence<double>(0, 1);

    /// <summary>The most violating index: largest slope among multipliers that may grow; −1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int First(ReadOnlySpan<double> slope, ReadOnlySpan<double> grow, out double largest)
    {
        var best = new Vector<double>(double.NegativeInfinity);
        var (bestIndex, index) = (new Vector<double>(-1), Lanes);
        var step = Step;
        ref var g = ref MemoryMarshal.GetReference(slope);
        ref var penalty = ref MemoryMarshal.GetReference(grow);
        var k = 0;
        for (; k <= slope.Length - Vector<double>.Count; k += Vector<double>.Count, index += step)
            Keep(Vector.LoadUnsafe(ref g, (nuint)k) + Vector.LoadUnsafe(ref penalty, (nuint)k), index, ref best, ref bestIndex);
        var chosen = Leader(best, bestIndex, out largest);
        for (; k < slope.Length; k++) if (slope[k] + grow[k] > largest) (largest, chosen) = (slope[k] + grow[k], k);
        return chosen;
    }

    /// <summary>
    /// The partner, among multipliers that may fall, that lowers the objective most to second order; −1 when there is none. The gains are
    /// compared in float32, which halves the cost of the pass: the choice decides the path, never the solution.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Second(SmoState state, float[] rowI, int i, double top, out double smallest)
    {
        ReadOnlySpan<double> slope = state.Slope.AsSpan(0, state.Active), fall = state.Fall;
        ReadOnlySpan<float> row = rowI, diagonal = state.Diagonal;
        var own = diagonal[i];
        var width = Vector<double>.Count;
        var (topVector, bottom, ownVector) = (new Vector<double>(top), new Vector<double>(double.PositiveInfinity), new Vector<float>(own));
        Vector<float> least = new(LeastCurvature), bestGain = default, bestIndex = new(-1);
        Vector<float> index = Vector.CreateSequence<float>(0, 1), step = new(Vector<float>.Count);
        ref var g = ref MemoryMarshal.GetReference(slope);
        ref var penalty = ref MemoryMarshal.GetReference(fall);
        ref var diagonals = ref MemoryMarshal.GetReference(diagonal);
        ref var values = ref MemoryMarshal.GetReference(row);
        var k = 0;
        for (; k <= slope.Length - 2 * width; k += 2 * width, index += step)
        {
            var low = Vector.LoadUnsafe(ref g, (nuint)k) + Vector.LoadUnsafe(ref penalty, (nuint)k);
            var high = Vector.LoadUnsafe(ref g, (nuint)(k + width)) + Vector.LoadUnsafe(ref penalty, (nuint)(k + width));
            bottom = Vector.Min(bottom, Vector.Min(low, high));
            var gap = Vector.Max(Vector.Narrow(topVector - low, topVector - high), Vector<float>.Zero);
            var value = Vector.LoadUnsafe(ref values, (nuint)k);
            var curvature = Vector.Max(ownVector + Vector.LoadUnsafe(ref diagonals, (nuint)k) - (value + value), least);
            var gain = gap * gap / curvature;
            var better = Vector.GreaterThan(gain, bestGain);
            bestGain = Vector.ConditionalSelect(better, gain, bestGain);
            bestIndex = Vector.ConditionalSelect(better, index, bestIndex);
        }
        smallest = double.PositiveInfinity;
        for (var lane = 0; lane < width; lane++) smallest = Math.Min(smallest, bottom[lane]);
        var (chosen, most) = (-1, 0f);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            if (bestIndex[lane] < 0 || bestGain[lane] < most || (bestGain[lane] == most && chosen >= 0 && bestIndex[lane] > chosen)) continue;
            (most, chosen) = (bestGain[lane], (int)bestIndex[lane]);
        }
        for (; k < slope.Length; k++)
        {
            smallest = Math.Min(smallest, slope[k] + fall[k]);
            var gap = (float)Math.Max(top - (slope[k] + fall[k]), 0);
            var gain = gap * gap / Math.Max(own + diagonal[k] - 2 * row[k], LeastCurvature);
            if (gain > most) (most, chosen) = (gain, k);
        }
        return chosen;
    }

    /// <summary>slope −= t (rowI − rowJ), and the most violating index of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Update(Span<double> slope, ReadOnlySpan<double> grow, ReadOnlySpan<float> rowI, ReadOnlySpan<float> rowJ, double t, out double largest)
    {
        var width = Vector<double>.Count;
        var factor = new Vector<double>(t);
        var best = new Vector<double>(double.NegativeInfinity);
        Vector<double> bestIndex = new(-1), index = Lanes, step = Step;
        ref var g = ref MemoryMarshal.GetReference(slope);
        ref var penalty = ref MemoryMarshal.GetReference(grow);
        ref var valuesI = ref MemoryMarshal.GetReference(rowI);
        ref var valuesJ = ref MemoryMarshal.GetReference(rowJ);
        var k = 0;
        for (; k <= slope.Length - 2 * width; k += 2 * width)
        {
            Vector.Widen(Vector.LoadUnsafe(ref valuesI, (nuint)k), out var i0, out var i1);
            Vector.Widen(Vector.LoadUnsafe(ref valuesJ, (nuint)k), out var j0, out var j1);
            var low = Vector.LoadUnsafe(ref g, (nuint)k) - factor * (i0 - j0);
            var high = Vector.LoadUnsafe(ref g, (nuint)(k + width)) - factor * (i1 - j1);
            low.StoreUnsafe(ref g, (nuint)k);
            high.StoreUnsafe(ref g, (nuint)(k + width));
            Keep(low + Vector.LoadUnsafe(ref penalty, (nuint)k), index, ref best, ref bestIndex);
            index += step;
            Keep(high + Vector.LoadUnsafe(ref penalty, (nuint)(k + width)), index, ref best, ref bestIndex);
            index += step;
        }
        var chosen = Leader(best, bestIndex, out largest);
        for (; k < slope.Length; k++)
        {
            slope[k] -= t * ((double)rowI[k] - rowJ[k]);
            if (slope[k] + grow[k] > largest) (largest, chosen) = (slope[k] + grow[k], k);
        }
        return chosen;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Keep(Vector<double> value, Vector<double> index, ref Vector<double> best, ref Vector<double> bestIndex)
    {
        var better = Vector.GreaterThan(value, best);
        best = Vector.ConditionalSelect(better, value, best);
        bestIndex = Vector.ConditionalSelect(better, index, bestIndex);
    }

    static int Leader(Vector<double> best, Vector<double> bestIndex, out double value)
    {
        var chosen = -1;
        value = best[0];
        for (var lane = 0; lane < Vector<double>.Count; lane++)
        {
            if (bestIndex[lane] < 0 || best[lane] < value || (best[lane] == value && chosen >= 0 && bestIndex[lane] > chosen)) continue;
            (value, chosen) = (best[lane], (int)bestIndex[lane]);
        }
        return chosen;
    }
}

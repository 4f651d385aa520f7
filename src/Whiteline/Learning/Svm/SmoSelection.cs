using System.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>Choice of the working pair over the active multipliers, on vectors, with a scalar tail. The first of equals wins.</summary>
static class SmoSelection
{
    /// <summary>Replaces a curvature that is not positive, which kernels that are not positive definite (sigmoid) give.</summary>
    public const double LeastCurvature = 1e-12;

    /// <summary>The most violating index: largest slope among multipliers that may grow; −1 when there is none.</summary>
    public static int First(SmoState state, out double largest)
    {
        ReadOnlySpan<double> slope = state.Slope.AsSpan(0, state.Active), beta = state.Beta, high = state.High;
        largest = double.NegativeInfinity;
        var width = Vector<double>.Count;
        var k = 0;
        var best = new Vector<double>(double.NegativeInfinity);
        for (; k <= slope.Length - width; k += width)
        {
            var grows = Vector.LessThan(new Vector<double>(beta[k..]), new Vector<double>(high[k..]));
            best = Vector.Max(best, Vector.ConditionalSelect(grows, new Vector<double>(slope[k..]), new Vector<double>(double.NegativeInfinity)));
        }
        for (var lane = 0; lane < width; lane++) largest = Math.Max(largest, best[lane]);
        for (; k < slope.Length; k++) if (beta[k] < high[k]) largest = Math.Max(largest, slope[k]);
        if (double.IsNegativeInfinity(largest)) return -1;
        for (var index = 0; ; index++)
        {
            var next = slope[index..].IndexOf(largest);
            if (next < 0) return -1;
            index += next;
            if (beta[index] < high[index]) return index;
        }
    }

    /// <summary>The partner, among multipliers that may shrink, that lowers the objective most to second order.</summary>
    public static int Second(SmoState state, float[] rowI, int i, double top, out double smallest)
    {
        ReadOnlySpan<double> slope = state.Slope.AsSpan(0, state.Active), beta = state.Beta, low = state.Low, diagonal = state.Diagonal;
        ReadOnlySpan<float> row = rowI;
        var own = diagonal[i];
        var width = Vector<double>.Count;
        Vector<double> infinity = new(double.PositiveInfinity), least = new(LeastCurvature), bottom = infinity, bestGain = Vector<double>.Zero;
        Vector<double> bestIndex = new(-1), index = Vector<double>.Zero, ownVector = new(own), topVector = new(top);
        for (var lane = 0; lane < width; lane++) index = index.WithElement(lane, lane);
        var step = new Vector<double>(width);
        var k = 0;
        for (; k <= slope.Length - 2 * width; k += 2 * width)
        {
            Vector.Widen(new Vector<float>(row[k..]), out var first, out var second);
            for (var half = 0; half < 2; half++)
            {
                var at = k + half * width;
                var value = new Vector<double>(slope[at..]);
                var shrinks = Vector.GreaterThan(new Vector<double>(beta[at..]), new Vector<double>(low[at..]));
                bottom = Vector.Min(bottom, Vector.ConditionalSelect(shrinks, value, infinity));
                var gap = topVector - value;
                var curvature = Vector.Max(ownVector + new Vector<double>(diagonal[at..]) - 2.0 * (half == 0 ? first : second), least);
                var gain = gap * gap / curvature;
                var better = shrinks & Vector.GreaterThan(gap, Vector<double>.Zero) & Vector.GreaterThan(gain, bestGain);
                bestGain = Vector.ConditionalSelect(better, gain, bestGain);
                bestIndex = Vector.ConditionalSelect(better, index, bestIndex);
                index += step;
            }
        }
        smallest = double.PositiveInfinity;
        var most = 0.0;
        var chosen = -1;
        for (var lane = 0; lane < width; lane++)
        {
            smallest = Math.Min(smallest, bottom[lane]);
            if (bestIndex[lane] < 0 || bestGain[lane] < most || (bestGain[lane] == most && chosen >= 0 && bestIndex[lane] > chosen)) continue;
            most = bestGain[lane];
            chosen = (int)bestIndex[lane];
        }
        for (; k < slope.Length; k++)
        {
            if (beta[k] <= low[k]) continue;
            smallest = Math.Min(smallest, slope[k]);
            var gap = top - slope[k];
            var gain = gap * gap / Math.Max(own + diagonal[k] - 2.0 * row[k], LeastCurvature);
            if (gap <= 0 || gain <= most) continue;
            most = gain;
            chosen = k;
        }
        return chosen;
    }

    /// <summary>slope −= t (rowI − rowJ).</summary>
    public static void Update(Span<double> slope, ReadOnlySpan<float> rowI, ReadOnlySpan<float> rowJ, double t)
    {
        var width = Vector<double>.Count;
        var factor = new Vector<double>(t);
        var k = 0;
        for (; k <= slope.Length - 2 * width; k += 2 * width)
        {
            Vector.Widen(new Vector<float>(rowI[k..]), out var i0, out var i1);
            Vector.Widen(new Vector<float>(rowJ[k..]), out var j0, out var j1);
            (new Vector<double>(slope[k..]) - factor * (i0 - j0)).CopyTo(slope[k..]);
            (new Vector<double>(slope[(k + width)..]) - factor * (i1 - j1)).CopyTo(slope[(k + width)..]);
        }
        for (; k < slope.Length; k++) slope[k] -= t * ((double)rowI[k] - rowJ[k]);
    }
}

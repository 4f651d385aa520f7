using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>
/// The centre of the zero-loss peak: a parabola fitted by least squares to the logarithm of the intensities above half the maximum
/// (exact for a Gaussian; Guo, IEEE Signal Process. Mag. 28(5), 2011, weights them by the square of the intensity, as here). It does not
/// prefer whole channels, as taking the maximum does.
/// </summary>
public static class ZeroLossPeak
{
    /// <summary>Centre of the strongest peak, eV; null when nothing rises above the noise or the peak is cut by the end of the axis.</summary>
    /// <param name="intensity">Shape (channels) of a low-loss spectrum.</param>
    /// <param name="axis">Its energy axis.</param>
    public static double? Centre(ReadOnlySpan<float> intensity, EnergyAxis axis)
    {
        var top = TensorPrimitives.IndexOfMax(intensity);
        if (top < 0) return null;
        var height = intensity[top];
        if (!float.IsFinite(height) || !(height > 0) || height < 5 * TensorPrimitives.SumOfMagnitudes(intensity) / intensity.Length) return null;
        var first = top;
        while (first > 0 && intensity[first - 1] > height / 2) first--;
        var last = top;
        while (last < intensity.Length - 1 && intensity[last + 1] > height / 2) last++;
        if (first == 0 || last == intensity.Length - 1) return null;
        // At least five channels, so that a peak narrower than three of them still defines a parabola.
        first = Math.Max(0, Math.Min(first, top - 2));
        last = Math.Min(intensity.Length - 1, Math.Max(last, top + 2));
        return axis.EnergyAt(top + Vertex(intensity, first, last, top));
    }

    static double Vertex(ReadOnlySpan<float> intensity, int first, int last, int top)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, t0 = 0, t1 = 0, t2 = 0;
        for (var i = first; i <= last; i++)
        {
            if (!(intensity[i] > 0)) continue;
            double x = i - top, y = Math.Log(intensity[i]), w = (double)intensity[i] * intensity[i];
            s0 += w;
            s1 += w * x;
            s2 += w * x * x;
            s3 += w * x * x * x;
            s4 += w * x * x * x * x;
            t0 += w * y;
            t1 += w * x * y;
            t2 += w * x * x * y;
        }
        // Cramer's rule for y = a + b x + c x².
        var det = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
        var b = (s0 * (t1 * s4 - s3 * t2) - t0 * (s1 * s4 - s2 * s3) + s2 * (s1 * t2 - t1 * s2)) / det;
        var c = (s0 * (s2 * t2 - s3 * t1) - s1 * (s1 * t2 - s2 * t1) + t0 * (s1 * s3 - s2 * s2)) / det;
        var vertex = -b / (2 * c);
        return c < 0 && Math.Abs(vertex) <= last - first ? vertex : 0;
    }
}

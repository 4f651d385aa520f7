using System.Buffers;
using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>
/// The position of a white line: the maximum of the spectrum smoothed by a Gaussian, refined between channels by a parabola through
/// three points. The smoothing is symmetric, so a symmetric line is found without bias at any sub-channel phase.
/// </summary>
public static class WhiteLine
{
    /// <summary>Default smoothing, standard deviation in eV: narrower than a white line, wide enough for noise of a fifth of its height.</summary>
    public const double SmoothingEv = 0.6;

    /// <summary>Locates the strongest maximum within a window.</summary>
    /// <param name="intensity">Shape (channels); background removed.</param>
    /// <param name="axis">Its energy axis.</param>
    /// <param name="search">Where to look, eV.</param>
    /// <param name="smoothingEv">Standard deviation of the smoothing, eV.</param>
    /// <returns>Energy of the maximum, eV; null when the axis does not reach the window or the maximum lies on its bound.</returns>
    public static double? Locate(ReadOnlySpan<float> intensity, EnergyAxis axis, EnergyWindow search, double smoothingEv = SmoothingEv)
    {
        var (first, length) = axis.ChannelsIn(search).GetOffsetAndLength(axis.Count);
        if (length < 3) return null;
        var sigma = smoothingEv / axis.DispersionEv;
        // Samples beyond the window take part in the smoothing where the axis has them.
        var margin = (int)Math.Ceiling(4 * sigma);
        var from = Math.Max(0, first - margin);
        var to = Math.Min(axis.Count, first + length + margin);
        var rented = ArrayPool<float>.Shared.Rent(to - from);
        try
        {
            var smoothed = rented.AsSpan(0, to - from);
            GaussianFilter.Apply(intensity[from..to], sigma, smoothed);
            var inWindow = smoothed.Slice(first - from, length);
            var best = TensorPrimitives.IndexOfMax(inWindow);
            if (best <= 0 || best >= length - 1) return null;
            return axis.EnergyAt(first + best + Vertex(inWindow[best - 1], inWindow[best], inWindow[best + 1]));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    // Abscissa of the vertex of the parabola through (−1, a), (0, b), (1, c).
    static double Vertex(double a, double b, double c)
    {
        var curvature = a - 2 * b + c;
        return curvature < 0 ? Math.Clamp(0.5 * (a - c) / curvature, -0.5, 0.5) : 0;
    }
}

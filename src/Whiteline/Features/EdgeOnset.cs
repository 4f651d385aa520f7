using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>The onset of an edge as the steepest rise of the smoothed spectrum.</summary>
public static class EdgeOnset
{
    const double SmoothingEv = 1.0;

    /// <summary>Locates the steepest rise within a window.</summary>
    /// <param name="intensity">Shape (channels).</param>
    /// <param name="axis">Its energy axis.</param>
    /// <param name="search">Where to look, eV.</param>
    /// <returns>Energy, eV; null when the axis does not cover the window or no rise stands out (five times the median slope's size).</returns>
    public static double? Locate(ReadOnlySpan<float> intensity, EnergyAxis axis, EnergyWindow search)
    {
        if (!axis.Covers(search)) return null;
        var smoothed = new float[axis.Count];
        GaussianFilter.Apply(intensity, SmoothingEv / axis.DispersionEv, smoothed);
        var (first, length) = axis.ChannelsIn(search).GetOffsetAndLength(axis.Count);
        var slopes = new double[length - 1];
        for (var i = 0; i < slopes.Length; i++) slopes[i] = smoothed[first + i + 1] - smoothed[first + i];
        var best = Array.IndexOf(slopes, slopes.Max());
        var sizes = Array.ConvertAll(slopes, Math.Abs);
        Array.Sort(sizes);
        return slopes[best] > 5 * sizes[sizes.Length / 2] ? axis.EnergyAt(first + best + 0.5) : null;
    }
}

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
    /// <returns>Energy, eV; null when the axis does not cover the window or no rise stands out (ten times the median slope of the window's lowest third, which lies before the edge).</returns>
    public static double? Locate(ReadOnlySpan<float> intensity, EnergyAxis axis, EnergyWindow search)
    {
        if (!axis.Covers(search)) return null;
        var smoothed = new float[axis.Count];
        GaussianFilter.Apply(intensity, SmoothingEv / axis.DispersionEv, smoothed);
        var (first, length) = axis.ChannelsIn(search).GetOffsetAndLength(axis.Count);
        var slopes = new double[length - 1];
        for (var i = 0; i < slopes.Length; i++) slopes[i] = smoothed[first + i + 1] - smoothed[first + i];
        var best = Array.IndexOf(slopes, slopes.Max());
        var before = Array.ConvertAll(slopes[..Math.Max(1, slopes.Length / 3)], Math.Abs);
        Array.Sort(before);
        return slopes[best] > 10 * before[before.Length / 2] ? axis.EnergyAt(first + best + 0.5) : null;
    }
}

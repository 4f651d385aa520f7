using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>The place where a smoothed spectrum first rises steeply: the onset of an edge, as far as a spectrum shows it without a model of the edge.</summary>
/// <param name="AtEv">Energy of the steepest slope, eV.</param>
/// <param name="Significance">That slope over the standard deviation that the noise gives it.</param>
public sealed record EdgeRise(double AtEv, double Significance)
{
    const double SmoothingEv = 1;

    /// <summary>A rise stands out of the noise when it is so many standard deviations steep.</summary>
    public const double LeastSignificance = 8;

    /// <summary>Finds the first rise; null when none stands out of the noise.</summary>
    /// <param name="axis">Energy axis.</param>
    /// <param name="spectrum">Intensity, shape (channels).</param>
    /// <param name="search">Where to look, clipped to the axis.</param>
    /// <param name="part">The first rise counts when it is this part of the steepest.</param>
    /// <exception cref="ArgumentException">The spectrum has not one intensity a channel of the axis.</exception>
    public static EdgeRise? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum, EnergyWindow search, double part = 0.5)
    {
        OnOneAxis.Require(axis, spectrum);
        var kernel = SmoothedMaximum.Kernel(SmoothingEv / axis.DispersionEv);
        var (start, length) = axis.ChannelsIn(search).GetOffsetAndLength(axis.Count);
        if (length < 3) return null;
        var slope = new double[length];
        for (var i = 1; i + 1 < length; i++)
            slope[i] = SmoothedMaximum.Smoothed(spectrum, start + i + 1, kernel) - SmoothedMaximum.Smoothed(spectrum, start + i - 1, kernel);
        // A difference of two smoothed values two channels apart: variance 2σ²(1 − ρ)/(2√π s), ρ ≈ 1 − 1/s² for a smoothing of s channels.
        var s = Math.Max(1, SmoothingEv / axis.DispersionEv);
        var noise = NoiseLevel.Of(spectrum.Slice(start, length)) / Math.Sqrt(Math.Sqrt(Math.PI) * s * s * s);
        var steepest = slope.Max();
        if (!(steepest > LeastSignificance * noise)) return null;
        for (var i = 1; i + 1 < length; i++)
            if (slope[i] > part * steepest && slope[i] >= slope[i - 1] && slope[i] >= slope[i + 1])
                return new(axis.EnergyAt(start + i + Vertex(slope[i - 1], slope[i], slope[i + 1])), slope[i] / Math.Max(noise, 1e-12 * steepest));
        return null;
    }

    // Of the parabola through three values, in channels from the middle one.
    static double Vertex(double before, double at, double after) => before - 2 * at + after is < 0 and var curvature ? Math.Clamp(0.5 * (before - after) / curvature, -0.5, 0.5) : 0;
}

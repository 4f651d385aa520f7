using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Centre of the zero-loss peak by a fit, not by its highest channel: ln y is fitted by a parabola over the channels above half the
/// maximum, weighted by y² (Guo, IEEE Signal Process. Mag. 28(5), 134, 2011), which is a Gaussian fit in closed form.
/// </summary>
public static class ZeroLossPeak
{
    /// <summary>The centre, eV on the low-loss axis; null when nothing positive is there, or infinity.</summary>
    public static double? Centre(EnergyAxis axis, ReadOnlySpan<float> spectrum)
    {
        var top = 0;
        for (var i = 1; i < spectrum.Length; i++) if (spectrum[i] > spectrum[top]) top = i;
        if (!(spectrum[top] > 0 && float.IsFinite(spectrum[top]))) return null;
        int first = top, last = top;
        while (first > 0 && spectrum[first - 1] > 0.5f * spectrum[top]) first--;
        while (last + 1 < spectrum.Length && spectrum[last + 1] > 0.5f * spectrum[top]) last++;
        (first, last) = (Math.Max(0, Math.Min(first, top - 1)), Math.Min(spectrum.Length - 1, Math.Max(last, top + 1)));
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, t0 = 0, t1 = 0, t2 = 0;
        for (var i = first; i <= last; i++)
        {
            if (!(spectrum[i] > 0)) continue;
            double x = i - top, y = spectrum[i] / spectrum[top], w = y * y, z = w * Math.Log(y);
            (s0, s1, s2, s3, s4) = (s0 + w, s1 + w * x, s2 + w * x * x, s3 + w * x * x * x, s4 + w * x * x * x * x);
            (t0, t1, t2) = (t0 + z, t1 + z * x, t2 + z * x * x);
        }
        // Cramer's rule for ln y = a + b·x + c·x².
        var determinant = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
        var b = (s0 * (t1 * s4 - s3 * t2) - t0 * (s1 * s4 - s2 * s3) + s2 * (s1 * t2 - s2 * t1)) / determinant;
        var c = (s0 * (s2 * t2 - t1 * s3) - s1 * (s1 * t2 - t1 * s2) + t0 * (s1 * s3 - s2 * s2)) / determinant;
        var part = c < 0 ? -b / (2 * c) : 0;
        return axis.EnergyAt(double.IsFinite(part) ? top + Math.Clamp(part, first - top, last - top) : top);
    }
}

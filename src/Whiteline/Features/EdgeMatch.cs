using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>How a reference fits a spectrum when the spectrum's axis is moved.</summary>
/// <param name="Label">The reference's class.</param>
/// <param name="ShiftEv">What must be added to the spectrum's energies, eV.</param>
/// <param name="Residual">Unexplained part of the variance over the overlap, from 0 to 1.</param>
public sealed record EdgeMatch(string Label, double ShiftEv, double Residual)
{
    // Less of the reference in view than this says little about its position.
    const double LeastOverlap = 0.7;

    /// <summary>
    /// Finds the shift at which a reference explains a spectrum best: at each shift, amplitude × reference + a straight baseline is
    /// fitted by linear least squares, and the residual is taken relative to that of the baseline alone, so that neither intensity
    /// nor background decides. Searched in steps of half a channel and refined by a parabola.
    /// </summary>
    /// <param name="intensity">Shape (channels); background may remain if it is smooth.</param>
    /// <param name="axis">Its energy axis.</param>
    /// <param name="reference">What to compare with.</param>
    /// <param name="reachEv">Largest shift considered, eV.</param>
    /// <returns>The best match, or null when the spectrum never covers enough of the reference.</returns>
    public static EdgeMatch? Find(ReadOnlySpan<float> intensity, EnergyAxis axis, EdgeReference reference, double reachEv)
    {
        var step = Math.Min(reference.Axis.DispersionEv, axis.DispersionEv) / 2;
        var half = (int)Math.Ceiling(reachEv / step);
        var residuals = new double[2 * half + 1];
        for (var i = 0; i < residuals.Length; i++) residuals[i] = ResidualAt(intensity, axis, reference, (i - half) * step);
        var best = Array.IndexOf(residuals, residuals.Min());
        if (!(residuals[best] < 1)) return null;
        var refined = (double)(best - half);
        if (best > 0 && best < residuals.Length - 1 && residuals[best - 1] < 1 && residuals[best + 1] < 1)
        {
            var curvature = residuals[best - 1] - 2 * residuals[best] + residuals[best + 1];
            if (curvature > 0) refined += Math.Clamp(0.5 * (residuals[best - 1] - residuals[best + 1]) / curvature, -0.5, 0.5);
        }
        return new(reference.Label, refined * step, residuals[best]);
    }

    // 1 where the reference does not fit at all: too little overlap, or a negative amplitude.
    static double ResidualAt(ReadOnlySpan<float> intensity, EnergyAxis axis, EdgeReference reference, double shiftEv)
    {
        // Sums for the regression of y on (1, x, r); x is centred on the reference.
        double n = 0, x1 = 0, x2 = 0, r1 = 0, r2 = 0, xr = 0, y1 = 0, y2 = 0, xy = 0, ry = 0;
        for (var k = 0; k < reference.Axis.Count; k++)
        {
            var channel = axis.ChannelAt(reference.Axis.EnergyAt(k) - shiftEv);
            var left = (int)Math.Floor(channel);
            if (left < 0 || left + 1 >= axis.Count) continue;
            var fraction = channel - left;
            var y = intensity[left] * (1 - fraction) + intensity[left + 1] * fraction;
            var x = (k - reference.Axis.Count / 2.0) / reference.Axis.Count;
            double r = reference.Intensity[k];
            n++;
            x1 += x;
            x2 += x * x;
            r1 += r;
            r2 += r * r;
            xr += x * r;
            y1 += y;
            y2 += y * y;
            xy += x * y;
            ry += r * y;
        }
        if (n < LeastOverlap * reference.Axis.Count) return 1;
        // Remove mean and slope from r and y, then regress what is left.
        var vx = x2 - x1 * x1 / n;
        var cxr = xr - x1 * r1 / n;
        var cxy = xy - x1 * y1 / n;
        var vr = r2 - r1 * r1 / n - cxr * cxr / vx;
        var vy = y2 - y1 * y1 / n - cxy * cxy / vx;
        var cry = ry - r1 * y1 / n - cxr * cxy / vx;
        if (!(vr > 0) || !(vy > 0) || !(cry > 0)) return 1;
        return Math.Max(0, 1 - cry * cry / (vr * vy));
    }
}

using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// A·E^−r fitted in a window before the edge (Egerton, Electron Energy-Loss Spectroscopy in the Electron Microscope, 3rd ed., 2011,
/// section 4.4.1). The window is summed into bins so that a zero or negative channel does no harm and the logarithm is not biased at low
/// counts; log bin sums are fitted by least squares weighted with the counts (the variance of log N is 1/N); A is then scaled so that
/// the fit and the data have the same sum in the window, so the subtracted window has mean zero.
/// </summary>
public readonly record struct PowerLaw(double Amplitude, double Exponent, double ReferenceEv)
{
    const int Bins = 12;

    /// <summary>Exponent taken where the window holds too little to fit one: typical of core-loss backgrounds (Egerton: 2 to 6).</summary>
    public const double TypicalExponent = 3;

    /// <summary>Background at an energy, in the spectrum's intensity units. <see cref="Amplitude"/> is its value at <see cref="ReferenceEv"/>.</summary>
    public double At(double energyEv) => energyEv > 0 ? Amplitude * Math.Pow(energyEv / ReferenceEv, -Exponent) : Amplitude;

    /// <summary>Fits the window.</summary>
    /// <param name="intensity">Shape (channels).</param>
    /// <param name="axis">Its energy axis, energies above 0 in the window.</param>
    /// <param name="window">Channels to fit; at least 3.</param>
    /// <param name="shiftEv">Energy to add to the axis, eV.</param>
    public static PowerLaw Fit(ReadOnlySpan<float> intensity, EnergyAxis axis, Range window, double shiftEv)
    {
        var (first, length) = window.GetOffsetAndLength(axis.Count);
        var reference = axis.EnergyAt(first + (length - 1) / 2.0) + shiftEv;
        var exponent = FitExponent(intensity, axis, first, length, shiftEv, reference);
        double data = 0, shape = 0;
        for (var c = first; c < first + length; c++)
        {
            data += intensity[c];
            shape += Math.Pow((axis.EnergyAt(c) + shiftEv) / reference, -exponent);
        }
        return new(data / shape, exponent, reference);
    }

    static double FitExponent(ReadOnlySpan<float> intensity, EnergyAxis axis, int first, int length, double shiftEv, double reference)
    {
        var bins = Math.Min(Bins, length);
        double s = 0, sx = 0, sxx = 0, sy = 0, sxy = 0;
        for (var b = 0; b < bins; b++)
        {
            var from = first + length * b / bins;
            var to = first + length * (b + 1) / bins;
            var sum = 0.0;
            for (var c = from; c < to; c++) sum += intensity[c];
            if (!(sum > 0)) return TypicalExponent;
            var x = Math.Log((axis.EnergyAt((from + to - 1) / 2.0) + shiftEv) / reference);
            var y = Math.Log(sum / (to - from));
            s += sum;
            sx += sum * x;
            sxx += sum * x * x;
            sy += sum * y;
            sxy += sum * x * y;
        }
        var slope = (s * sxy - sx * sy) / (s * sxx - sx * sx);
        // Outside this range the window holds noise, and extrapolating it would invent an edge.
        return double.IsFinite(slope) ? Math.Clamp(-slope, 0, 12) : TypicalExponent;
    }
}

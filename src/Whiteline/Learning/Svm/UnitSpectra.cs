using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Spectra of length one: their inner products are the cosines. Dividing before the products are taken keeps the digits of spectra that are
/// weak beside the spectrum that <see cref="GramMatrix"/> takes off; a zero spectrum stays zero.
/// </summary>
static class UnitSpectra
{
    /// <summary>A copy of spectra of shape (n, channels), each divided by its length.</summary>
    public static float[] Of(ReadOnlySpan<float> spectra, int channels)
    {
        float[] unit = [.. spectra];
        for (var start = 0; start < unit.Length; start += channels) Normalise(unit.AsSpan(start, channels));
        return unit;
    }

    /// <summary>Divides a spectrum by its length; false where this is 0, and the spectrum stays.</summary>
    public static bool Normalise(Span<float> spectrum)
    {
        var length = Math.Sqrt(WideDot.Of(spectrum, spectrum));
        if (length == 0) return false;
        for (var c = 0; c < spectrum.Length; c++) spectrum[c] = (float)(spectrum[c] / length);
        return true;
    }
}

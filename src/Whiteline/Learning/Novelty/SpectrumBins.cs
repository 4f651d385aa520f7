using System.Numerics.Tensors;

namespace Whiteline.Learning.Novelty;

/// <summary>
/// A prepared spectrum as a vector of unit length of its means over bins, usually about 1 eV wide: fine enough for white lines, wide enough that the noise of single channels
/// averages out, and independent of how the recipe normalises.
/// </summary>
/// <param name="Channels">Channels of the prepared spectra.</param>
/// <param name="PerBin">Channels in a bin; those beyond the last whole bin are left out.</param>
sealed record SpectrumBins(int Channels, int PerBin)
{
    const double UsualWidthEv = 1;
    const double MostBinsEv = 40;

    /// <summary>The bins that suit spectra of so many channels of such a width: 40 of 1 eV at most, or as many narrower ones as fit into that, and wider ones beyond.</summary>
    public static SpectrumBins Of(int channels, double dispersionEv, double widthEv = UsualWidthEv) =>
        new(channels, Math.Max(1, (int)Math.Round(Math.Max(widthEv, channels * dispersionEv / (MostBinsEv / widthEv)) / dispersionEv)));

    /// <summary>Number of bins.</summary>
    public int Count => Channels / PerBin;

    /// <summary>Fills the vector.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="vector">Receives shape (bins), of unit length; 0 for a spectrum that is 0.</param>
    /// <returns>Length of the vector before it was made 1.</returns>
    public double Fill(ReadOnlySpan<float> spectrum, Span<double> vector)
    {
        for (var b = 0; b < vector.Length; b++) vector[b] = TensorPrimitives.Sum(spectrum.Slice(b * PerBin, PerBin)) / PerBin;
        var length = TensorPrimitives.Norm<double>(vector);
        if (length > 0 && double.IsFinite(length)) TensorPrimitives.Divide(vector, length, vector);
        else vector.Clear();
        return length;
    }
}

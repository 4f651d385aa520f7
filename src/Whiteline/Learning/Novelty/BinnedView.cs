using Whiteline.Numerics;

namespace Whiteline.Learning.Novelty;

/// <summary>What a gate sees of a spectrum: the bins of a frame about its own L3, as a vector of unit length, and the noise of each.</summary>
sealed record BinnedView(EdgeFrame Frame, SpectrumBins Bins)
{
    /// <summary>Sees one spectrum.</summary>
    /// <param name="prepared">After the recipe, shape (channels).</param>
    /// <param name="unnormalised">On the same axis, in the units of <paramref name="source"/>.</param>
    /// <param name="source">In its own channels, in which noise is independent.</param>
    /// <param name="sourceDispersionEv">Their width, eV.</param>
    /// <param name="vector">Receives shape (bins).</param>
    /// <returns>Variance of the noise of a bin; +∞ for a spectrum that is 0.</returns>
    public double See(ReadOnlySpan<float> prepared, ReadOnlySpan<float> unnormalised, ReadOnlySpan<float> source, double sourceDispersionEv, Span<double> vector)
    {
        var view = new float[Frame.Count];
        Frame.Copy(unnormalised, view);
        var length = Bins.Fill(view, vector);
        var sigma = NoiseLevel.Of(source);
        Frame.Copy(prepared, view);
        Bins.Fill(view, vector);
        return length > 0 ? sigma * sigma * sourceDispersionEv / (length * length * Bins.PerBin * Frame.Axis.DispersionEv) : double.PositiveInfinity;
    }
}

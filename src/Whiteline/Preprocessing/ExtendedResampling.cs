using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Resampling to an axis that a spectrum need not cover: measured channels move into the window wherever the source reaches, and beyond its
/// ends the spectrum keeps the value of its last channel.
/// </summary>
static class ExtendedResampling
{
    /// <summary>Brings one spectrum to an axis.</summary>
    /// <param name="axis">Its axis.</param>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="target">The axis wanted.</param>
    /// <param name="shiftEv">Energy shift of the spectrum, eV.</param>
    /// <param name="result">Receives shape (target channels).</param>
    public static void Apply(EnergyAxis axis, ReadOnlySpan<float> spectrum, EnergyAxis target, double shiftEv, Span<float> result)
    {
        var first = axis.ChannelAt(target.OffsetEv - shiftEv);
        // Two channels beyond what is read, so that the interpolation never sees an end.
        var before = Math.Max(0, (int)Math.Ceiling(-first)) + 2;
        var after = Math.Max(0, (int)Math.Ceiling(axis.ChannelAt(target.LastEv - shiftEv) - (spectrum.Length - 1))) + 2;
        var padded = new float[before + spectrum.Length + after];
        padded.AsSpan(0, before).Fill(spectrum[0]);
        spectrum.CopyTo(padded.AsSpan(before));
        padded.AsSpan(before + spectrum.Length).Fill(spectrum[^1]);
        Interpolation.Resample(padded, first + before, target.DispersionEv / axis.DispersionEv, result);
    }
}

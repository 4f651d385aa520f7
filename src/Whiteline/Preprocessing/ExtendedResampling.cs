using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Resampling to an axis that the spectra need not cover: measured channels move into the window wherever the source reaches, and beyond its
/// ends a spectrum keeps the value of its last channel.
/// </summary>
static class ExtendedResampling
{
    /// <summary>Brings every spectrum to the axis, with its stored shift and one more.</summary>
    /// <param name="block">The spectra.</param>
    /// <param name="target">The axis wanted.</param>
    /// <param name="shiftsEv">Further shifts by index in the spectra that the block was read from, eV; null for none.</param>
    public static SpectrumBlock Apply(SpectrumBlock block, EnergyAxis target, double[]? shiftsEv)
    {
        var result = new float[block.Count * target.Count];
        float[] padded = [];
        for (var i = 0; i < block.Count; i++)
        {
            var spectrum = block[i];
            var shift = block.ShiftsEv[i] + (shiftsEv is null ? 0 : shiftsEv[block.First + i]);
            var first = block.Axis.ChannelAt(target.OffsetEv - shift);
            // Two channels beyond what is read, so that the interpolation never sees an end.
            var before = Math.Max(0, (int)Math.Ceiling(-first)) + 2;
            var after = Math.Max(0, (int)Math.Ceiling(block.Axis.ChannelAt(target.LastEv - shift) - (spectrum.Length - 1))) + 2;
            var length = before + spectrum.Length + after;
            if (padded.Length < length) padded = new float[length];
            padded.AsSpan(0, before).Fill(spectrum[0]);
            spectrum.CopyTo(padded.AsSpan(before));
            padded.AsSpan(before + spectrum.Length, after).Fill(spectrum[^1]);
            Interpolation.Resample(padded.AsSpan(0, length), first + before, target.DispersionEv / block.Axis.DispersionEv, result.AsSpan(i * target.Count, target.Count));
        }
        return block with { Axis = target, Intensity = result, ShiftsEv = new double[block.Count] };
    }
}

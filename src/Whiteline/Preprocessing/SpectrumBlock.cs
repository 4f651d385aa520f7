using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>Some spectra on one axis, in memory, on their way through a recipe.</summary>
/// <param name="Axis">Their energy axis.</param>
/// <param name="Intensity">Shape (n, channels), C order.</param>
/// <param name="ShiftsEv">Shape (n): energy of channel c of spectrum i is <c>Axis.EnergyAt(c) + ShiftsEv[i]</c>, until the resample step applies it.</param>
/// <param name="First">Index of its first spectrum in the spectra that it was read from, so that a step can look up what it fitted per spectrum.</param>
public sealed record SpectrumBlock(EnergyAxis Axis, float[] Intensity, double[] ShiftsEv, int First = 0)
{
    /// <summary>Number of spectra.</summary>
    public int Count => ShiftsEv.Length;

    /// <summary>One spectrum, shape (channels).</summary>
    public Span<float> this[int index] => Intensity.AsSpan(index * Axis.Count, Axis.Count);
}

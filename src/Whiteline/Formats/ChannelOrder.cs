namespace Whiteline.Formats;

/// <summary>Channels in the order of their energy.</summary>
static class ChannelOrder
{
    /// <summary>Turns energies that fall round, and the channels of every spectrum with them.</summary>
    /// <param name="energies">Shape (channels).</param>
    /// <param name="samples">Shape (spectra, channels).</param>
    public static void Rising<T>(double[] energies, T[] samples)
    {
        if (!(energies[0] > energies[^1])) return;
        Array.Reverse(energies);
        for (var start = 0; start + energies.Length <= samples.Length; start += energies.Length) Array.Reverse(samples, start, energies.Length);
    }
}

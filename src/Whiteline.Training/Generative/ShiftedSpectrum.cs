namespace Whiteline.Training.Generative;

/// <summary>A spectrum on an axis that is off by some channels.</summary>
static class ShiftedSpectrum
{
    /// <summary>Moves features towards higher channels, interpolating linearly; the first and last value stand for what lies outside.</summary>
    /// <param name="source">Shape (channels).</param>
    /// <param name="shift">Channels, of either sign.</param>
    /// <param name="destination">Receives shape (channels); not <paramref name="source"/>.</param>
    public static void Write(ReadOnlySpan<float> source, double shift, Span<float> destination)
    {
        var last = source.Length - 1;
        var whole = (int)Math.Floor(-shift);
        var part = (float)(-shift - whole);
        for (var c = 0; c < source.Length; c++)
        {
            var below = source[Math.Clamp(c + whole, 0, last)];
            destination[c] = below + part * (source[Math.Clamp(c + whole + 1, 0, last)] - below);
        }
    }

    /// <summary>The spectrum moved by so many channels.</summary>
    public static float[] Of(ReadOnlySpan<float> source, double shift)
    {
        var moved = new float[source.Length];
        Write(source, shift, moved);
        return moved;
    }
}

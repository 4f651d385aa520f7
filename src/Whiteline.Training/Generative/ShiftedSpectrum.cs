namespace Whiteline.Training.Generative;

/// <summary>
/// A spectrum on an axis that is off by some channels, by cubic convolution (Keys, IEEE Trans. Acoust. 29, 1153, 1981, with a = −1/2): straight lines between the channels would
/// flatten a sharp line a little each time that it is moved.
/// </summary>
static class ShiftedSpectrum
{
    const int Taps = 4;

    /// <summary>Moves features towards higher channels; the first and last value stand for what lies outside.</summary>
    /// <param name="source">Shape (channels).</param>
    /// <param name="shift">Channels, of either sign.</param>
    /// <param name="destination">Receives shape (channels); not <paramref name="source"/>.</param>
    public static void Write(ReadOnlySpan<float> source, double shift, Span<float> destination)
    {
        var last = source.Length - 1;
        var whole = (int)Math.Floor(-shift);
        Span<float> weights = stackalloc float[Taps];
        Weights((float)(-shift - whole), weights);
        for (var c = 0; c < source.Length; c++)
        {
            var value = 0f;
            for (var tap = 0; tap < Taps; tap++) value += weights[tap] * source[Math.Clamp(c + whole + tap - 1, 0, last)];
            destination[c] = value;
        }
    }

    /// <summary>The spectrum moved by so many channels.</summary>
    public static float[] Of(ReadOnlySpan<float> source, double shift)
    {
        var moved = new float[source.Length];
        Write(source, shift, moved);
        return moved;
    }

    // Of the channels from one below to two above, for a place so far above the second.
    static void Weights(float t, Span<float> weights)
    {
        weights[0] = t * (-0.5f + t * (1 - 0.5f * t));
        weights[1] = 1 + t * t * (-2.5f + 1.5f * t);
        weights[2] = t * (0.5f + t * (2 - 1.5f * t));
        weights[3] = t * t * (-0.5f + 0.5f * t);
    }
}

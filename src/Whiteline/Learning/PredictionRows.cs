using System.Numerics.Tensors;

namespace Whiteline.Learning;

/// <summary>What every classifier checks of the spectra that it is given, and what it answers about those that hold no numbers.</summary>
static class PredictionRows
{
    /// <summary>Number of spectra, for which there must be room.</summary>
    /// <param name="intensities">Number of intensities.</param>
    /// <param name="channels">Channels of a spectrum.</param>
    /// <param name="room">Number of values that the answer has room for.</param>
    /// <param name="values">Values that are answered for each spectrum.</param>
    /// <exception cref="BadInputException">The intensities are no whole number of spectra.</exception>
    /// <exception cref="ArgumentException">There is not room for all.</exception>
    public static int Count(int intensities, int channels, int room, int values)
    {
        RequireWhole(intensities, channels);
        var n = intensities / channels;
        return room >= (long)n * values
            ? n
            : throw new ArgumentException($"There is room for {room} values; {n} {(n == 1 ? "spectrum" : "spectra")} × {values} need {(long)n * values}.", nameof(room));
    }

    /// <summary>Refuses spectra of another number of channels.</summary>
    /// <exception cref="BadInputException">The intensities are no whole number of spectra.</exception>
    public static void RequireWhole(int intensities, int channels)
    {
        if (intensities % channels != 0)
            throw new BadInputException($"The spectra have {intensities} intensities, which is no whole number of spectra of {channels} channels. Prepare them on the energy axis of the training spectra.");
    }

    /// <summary>The spectra, with zeros for those with a value that is not finite: for what would refuse all because of one.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="channels">Channels of a spectrum.</param>
    public static ReadOnlySpan<float> Finite(ReadOnlySpan<float> intensity, int channels)
    {
        if (TensorPrimitives.IsFiniteAll(intensity)) return intensity;
        var mended = intensity.ToArray();
        for (var i = 0; i < mended.Length / channels; i++)
            if (!TensorPrimitives.IsFiniteAll(intensity.Slice(i * channels, channels))) mended.AsSpan(i * channels, channels).Clear();
        return mended;
    }

    /// <summary>Makes NaN of the answers about spectra with a value that is not finite. A tree or a neighbour would pass over the value and be sure of itself.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="channels">Channels of a spectrum.</param>
    /// <param name="probabilities">Shape (n, k), C order.</param>
    /// <param name="classes">k.</param>
    public static void LeaveUnknown(ReadOnlySpan<float> intensity, int channels, Span<double> probabilities, int classes)
    {
        for (var i = 0; i < intensity.Length / channels; i++)
            if (!TensorPrimitives.IsFiniteAll(intensity.Slice(i * channels, channels))) probabilities.Slice(i * classes, classes).Fill(double.NaN);
    }
}

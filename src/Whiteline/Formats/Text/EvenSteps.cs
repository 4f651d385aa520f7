using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>Puts spectra with uneven energy steps on as many even ones, by linear interpolation: done only when it is asked for.</summary>
static class EvenSteps
{
    /// <summary>The even axis from the lowest energy to the highest with as many channels; the samples are interpolated in place.</summary>
    /// <param name="energies">Energies, shape (channels), rising or falling; changed to rising.</param>
    /// <param name="samples">Shape (spectra, channels).</param>
    /// <param name="units">Units of the energies.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="BadInputException">There are fewer than two, or they do not go one way.</exception>
    public static SignalAxis Put(double[] energies, double[] samples, string? units, string source)
    {
        if (energies.Length < 2) throw BadInputException.In(source, "it has one channel", "A spectrum needs at least 2.");
        ChannelOrder.Rising(energies, samples);
        for (var i = 1; i < energies.Length; i++)
            if (!(energies[i] > energies[i - 1]))
                throw BadInputException.In(source, $"the energies do not increase at channel {i}", "Sort the channels by energy loss.");
        var axis = new SignalAxis("Energy loss", energies[0], (energies[^1] - energies[0]) / (energies.Length - 1), energies.Length, units);
        for (var start = 0; start < samples.Length; start += axis.Size) Interpolate(energies, samples.AsSpan(start, axis.Size), axis);
        return axis;
    }

    static void Interpolate(ReadOnlySpan<double> energies, Span<double> spectrum, SignalAxis axis)
    {
        double[] intensity = [.. spectrum];
        var right = 1;
        for (var c = 0; c < spectrum.Length; c++)
        {
            var energy = axis.Offset + c * axis.Scale;
            while (right < energies.Length - 1 && energies[right] < energy) right++;
            var part = Math.Clamp((energy - energies[right - 1]) / (energies[right] - energies[right - 1]), 0, 1);
            spectrum[c] = intensity[right - 1] + part * (intensity[right] - intensity[right - 1]);
        }
    }
}

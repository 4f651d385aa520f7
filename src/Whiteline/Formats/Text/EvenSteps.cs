using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>
/// Puts spectra with uneven energy steps on as many even ones, by linear interpolation: done only when it is asked for. Points that were read off a figure along a curve may go back a hair, and are put in order; points at one energy count by their
/// mean. What goes back farther is another spectrum.
/// </summary>
static class EvenSteps
{
    // Of the middle step.
    const double FarthestBack = 1;

    /// <summary>The even axis from the lowest energy to the highest with as many channels; the samples are interpolated in place.</summary>
    /// <param name="energies">Energies, shape (channels), rising or falling.</param>
    /// <param name="samples">Shape (spectra, channels).</param>
    /// <param name="units">Units of the energies.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="BadInputException">There are fewer than two, or they do not go one way.</exception>
    public static SignalAxis Put(double[] energies, double[] samples, string? units, string source)
    {
        if (energies.Length < 2) throw BadInputException.In(source, "it has one channel", "A spectrum needs at least 2.");
        ChannelOrder.Rising(energies, samples);
        RequireOneWay(energies, source);
        int[] order = [.. Enumerable.Range(0, energies.Length).OrderBy(i => energies[i])];
        var (from, to) = (energies[order[0]], energies[order[^1]]);
        var axis = new SignalAxis("Energy loss", from, (to - from) / (energies.Length - 1), energies.Length, units);
        var points = order.GroupBy(i => energies[i]).Select(point => point.ToArray()).ToArray();
        double[] at = [.. points.Select(point => energies[point[0]])];
        for (var start = 0; start < samples.Length; start += axis.Size)
        {
            var spectrum = samples.AsSpan(start, axis.Size);
            double[] intensity = new double[points.Length];
            for (var p = 0; p < points.Length; p++)
                foreach (var i in points[p]) intensity[p] += spectrum[i] / points[p].Length;
            Interpolate(at, intensity, spectrum, axis);
        }
        return axis;
    }

    static void RequireOneWay(ReadOnlySpan<double> energies, string source)
    {
        var steps = new double[energies.Length - 1];
        for (var i = 1; i < energies.Length; i++) steps[i - 1] = Math.Abs(energies[i] - energies[i - 1]);
        Array.Sort(steps);
        var (farthest, highest) = (FarthestBack * steps[steps.Length / 2], energies[0]);
        for (var i = 1; i < energies.Length; i++)
        {
            if (!(energies[i] >= highest - farthest)) throw BadInputException.In(source, $"the energies do not increase at channel {i}", "Sort the channels by energy loss.");
            highest = Math.Max(highest, energies[i]);
        }
        if (!(highest > energies[0]) || steps[steps.Length / 2] == 0) throw BadInputException.In(source, "the energies do not increase", "Sort the channels by energy loss.");
    }

    static void Interpolate(ReadOnlySpan<double> energies, ReadOnlySpan<double> intensity, Span<double> spectrum, SignalAxis axis)
    {
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

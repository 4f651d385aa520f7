using Whiteline.Spectra;

namespace Whiteline.Formats.Text;

/// <summary>Puts a spectrum with uneven energy steps on as many even ones, by linear interpolation: done only when it is asked for.</summary>
static class EvenSteps
{
    /// <summary>The even axis from the first energy to the last with as many channels.</summary>
    /// <param name="energiesEv">Energies, eV; strictly increasing.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="BadInputException">There are fewer than two, or they do not increase.</exception>
    public static EnergyAxis Over(ReadOnlySpan<double> energiesEv, string source)
    {
        for (var i = 1; i < energiesEv.Length; i++)
            if (!(energiesEv[i] > energiesEv[i - 1]))
                throw BadInputException.In(source, $"the energies do not increase at channel {i}", "Sort the channels by energy loss.");
        return energiesEv.Length >= 2
            ? new(energiesEv[0], (energiesEv[^1] - energiesEv[0]) / (energiesEv.Length - 1), energiesEv.Length)
            : throw BadInputException.In(source, "it has one channel", "A spectrum needs at least 2.");
    }

    /// <summary>Intensities at the axis' energies, shape (channels).</summary>
    public static double[] Interpolate(ReadOnlySpan<double> energiesEv, ReadOnlySpan<double> intensity, EnergyAxis axis)
    {
        var result = new double[axis.Count];
        var right = 1;
        for (var c = 0; c < result.Length; c++)
        {
            var energy = axis.EnergyAt(c);
            while (right < energiesEv.Length - 1 && energiesEv[right] < energy) right++;
            var part = Math.Clamp((energy - energiesEv[right - 1]) / (energiesEv[right] - energiesEv[right - 1]), 0, 1);
            result[c] = intensity[right - 1] + part * (intensity[right] - intensity[right - 1]);
        }
        return result;
    }
}

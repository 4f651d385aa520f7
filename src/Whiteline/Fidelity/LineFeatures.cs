using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Fidelity;

/// <summary>What a microscopist reads off a white-line spectrum.</summary>
/// <param name="L3Ev">L3 position, eV.</param>
/// <param name="Ratio">L3/L2 intensity ratio; NaN where the axis does not hold what it needs.</param>
/// <param name="WidthEv">Full width of L3 at half its maximum, eV; NaN where that lies off the axis.</param>
/// <param name="SignalToNoise">L3 maximum over the standard deviation of the noise.</param>
/// <param name="Maximum">L3 maximum, in the unit of the spectra.</param>
public sealed record LineFeatures(double L3Ev, double Ratio, double WidthEv, double SignalToNoise, double Maximum);

/// <summary>Where the white lines of a class lie on its mean spectrum, and what single spectra show there.</summary>
/// <param name="Axis">The energy axis.</param>
/// <param name="L3Ev">L3, eV; the maximum where no white lines are found.</param>
/// <param name="L2Ev">L2, eV; null where no white lines are found.</param>
public sealed record LinePlaces(EnergyAxis Axis, double L3Ev, double? L2Ev)
{
    const double AboutEv = 3;
    const double SigmaEv = 0.6;
    const double FeetEv = 5;

    /// <summary>Finds the lines on a mean spectrum.</summary>
    /// <param name="axis">Its axis.</param>
    /// <param name="mean">Shape (channels).</param>
    /// <param name="label">The ion, which names the element.</param>
    public static LinePlaces Find(EnergyAxis axis, ReadOnlySpan<double> mean, string label)
    {
        var spectrum = new float[mean.Length];
        for (var c = 0; c < spectrum.Length; c++) spectrum[c] = (float)mean[c];
        var lines = OxidationState.Parse(label) is { } state && Edge.L23Of(state.Element) is { } edge && EnergyReference.Literature(state.Element) is { } reference
            ? WhiteLines.Find(axis, spectrum, edge, reference.CentreEv)
            : null;
        return lines is not null ? new(axis, lines.L3Ev, lines.L2Ev) : new(axis, SmoothedMaximum.In(axis, spectrum, new(axis.OffsetEv, axis.LastEv), SigmaEv), null);
    }

    /// <summary>The channels of both lines with their feet; all channels where no white lines are found.</summary>
    public Range Channels => L2Ev is { } l2 ? Axis.ChannelsIn(new(L3Ev - FeetEv, l2 + FeetEv)) : 0..Axis.Count;

    /// <summary>Reads one spectrum.</summary>
    public LineFeatures Read(ReadOnlySpan<float> spectrum)
    {
        var l3 = SmoothedMaximum.In(Axis, spectrum, About(L3Ev), SigmaEv);
        var kernel = SmoothedMaximum.Kernel(SigmaEv / Axis.DispersionEv);
        var at = (int)Math.Clamp(Math.Round(Axis.ChannelAt(l3)), 0, Axis.Count - 1);
        var height = SmoothedMaximum.Smoothed(spectrum, at, kernel);
        var ratio = L2Ev is { } l2 && WhiteLineRatio.Of(Axis, spectrum, new(l3, SmoothedMaximum.In(Axis, spectrum, About(l2), SigmaEv), 0, 0)) is { } found ? found : double.NaN;
        var noise = NoiseLevel.Of(spectrum);
        return new(l3, ratio, Width(spectrum, at, height, kernel), noise > 0 ? height / noise : double.NaN, height);
    }

    /// <summary>Reads all spectra of a set.</summary>
    public LineFeatures[] ReadAll(SpectrumSet spectra) => [.. Enumerable.Range(0, spectra.Count).Select(i => Read(spectra[i]))];

    static EnergyWindow About(double energyEv) => new(energyEv - AboutEv, energyEv + AboutEv);

    double Width(ReadOnlySpan<float> spectrum, int at, double height, double[] kernel)
    {
        var ends = new double[2];
        for (var side = 0; side < 2; side++)
        {
            var (step, above, c) = (2 * side - 1, height, at);
            ends[side] = double.NaN;
            for (c += step; c >= 0 && c < spectrum.Length; c += step)
            {
                var here = SmoothedMaximum.Smoothed(spectrum, c, kernel);
                if (here <= height / 2)
                {
                    ends[side] = c - step * (height / 2 - here) / (above - here);
                    break;
                }
                above = here;
            }
        }
        return (ends[1] - ends[0]) * Axis.DispersionEv;
    }
}

using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

/// <summary>White lines of other elements in a spectrum that has none of the model's: a specimen of another element, which is another thing than no signal.</summary>
static class ForeignLines
{
    // What counts as the line and what as its surroundings, eV from the onset.
    static readonly EnergyWindow Line = new(-1, 5), Before = new(-9, -4), Behind = new(7, 9);

    // The axis may be off by some eV, and with no line of the model's element nothing tells by how much.
    static readonly double[] OffEv = [0, -2, 2, -4, 4];

    // Standard deviations of the noise, over all edges of the table and a background that is not straight.
    const double LeastStrength = 10;

    /// <summary>True when an L2,3 edge of the table stands out of the noise.</summary>
    /// <param name="axis">Of the spectrum, as calibrated.</param>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="element">The element whose lines do not count.</param>
    public static bool Stand(EnergyAxis axis, ReadOnlySpan<float> spectrum, string element)
    {
        foreach (var edge in Edge.All)
        {
            if (edge.SplittingEv is null || edge.Element == element) continue;
            foreach (var off in OffEv)
                if (Strength(axis, spectrum, edge.OnsetEv + off) > LeastStrength) return true;
        }
        return false;
    }

    static double Strength(EnergyAxis axis, ReadOnlySpan<float> spectrum, double onsetEv)
    {
        if (axis.OffsetEv > onsetEv + Before.FromEv || axis.LastEv < onsetEv + Behind.ToEv) return 0;
        var line = In(axis, spectrum, onsetEv, Line);
        var before = In(axis, spectrum, onsetEv, Before);
        var behind = In(axis, spectrum, onsetEv, Behind);
        if (line.Length == 0 || before.Length == 0 || behind.Length == 0) return 0;
        var noise = NoiseLevel.Of(In(axis, spectrum, onsetEv, new(Before.FromEv, Behind.ToEv)));
        var height = Mean(line) - (Mean(before) + Mean(behind)) / 2;
        return height <= 0 ? 0 : height / (noise * Math.Sqrt(1.0 / line.Length + 0.25 / before.Length + 0.25 / behind.Length));
    }

    static ReadOnlySpan<float> In(EnergyAxis axis, ReadOnlySpan<float> spectrum, double onsetEv, EnergyWindow window) =>
        spectrum[axis.ChannelsIn(new(onsetEv + window.FromEv, onsetEv + window.ToEv))];

    static double Mean(ReadOnlySpan<float> values) => TensorPrimitives.Sum(values) / (double)values.Length;
}

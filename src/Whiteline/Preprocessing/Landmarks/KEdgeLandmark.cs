using System.Numerics.Tensors;
using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing.Landmarks;

/// <summary>A K edge of a light element, by its first steep rise or by the peak behind it.</summary>
/// <param name="Name">Such as <c>C K</c>.</param>
/// <param name="Basis">Where its energy is known from.</param>
/// <param name="ExpectedEv">Where the feature lies, eV.</param>
/// <param name="ScatterEv">How far that moves with the compound, eV.</param>
/// <param name="Peak">Whether the feature is the peak behind the rise, and not the rise.</param>
sealed record KEdgeLandmark(string Name, string Basis, double ExpectedEv, double ScatterEv, bool Peak) : Landmark(Name, Basis)
{
    // What is compared before and behind the rise, eV from it.
    static readonly EnergyWindow Before = new(-13, -3), Behind = new(1, 6);

    // Oscillations far behind another edge rise too, but by little; so much of what lies before it is an edge.
    const double LeastJump = 0.03;

    const double LeastSignificance = 8, PeakReachEv = 3, PeakSigmaEv = 0.6;

    // The first rise counts when it is this part of the steepest: π* of amorphous carbon is the weaker one.
    double RisePart => Peak ? 0.3 : 0.5;

    /// <summary>Amorphous and graphitic carbon, as films and contamination are.</summary>
    public static KEdgeLandmark Carbon { get; } = new("C K", "π* of amorphous or graphitic carbon, 284.5 to 285.5 eV (Batson, Phys. Rev. B 48, 2608, 1993; Stöhr, NEXAFS Spectroscopy, 1992)", 285, 0.4, Peak: true);

    /// <summary>Nitrides: the first rise lies some 1.5 eV before the onset of the atlas.</summary>
    public static KEdgeLandmark Nitrogen { get; } = new("N K", "first rise of the edge, onset 401 eV (Ahn and Krivanek, EELS Atlas, 1983)", 399.5, 1.5, Peak: false);

    /// <summary>Oxides of 3d metals.</summary>
    public static KEdgeLandmark MetalOxide { get; } = new("O K", "first rise of the pre-peak in oxides of 3d metals (de Groot et al., Phys. Rev. B 40, 5715, 1989)", OxygenOnset.ExpectedEv, OxygenOnset.UncertaintyEv, Peak: false);

    /// <summary>Oxygen of an unknown compound: with a pre-peak or without one.</summary>
    public static KEdgeLandmark AnyOxygen { get; } = new("O K", "first rise of the edge of an unknown oxide, onset 532 eV (Ahn and Krivanek, EELS Atlas, 1983)", 531, 2.5, Peak: false);

    public override Sighting? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum)
    {
        if (EdgeRise.Find(axis, spectrum, new(ExpectedEv - SearchEv, ExpectedEv + SearchEv), RisePart) is not { } rise) return null;
        var (before, behind) = (axis.ChannelsIn(Moved(Before, rise.AtEv)), axis.ChannelsIn(Moved(Behind, rise.AtEv)));
        if (!axis.Covers(Moved(new(-5, 6), rise.AtEv)) || Jump(axis, spectrum, before, behind) is not { } jump) return null;
        return Peak ? AtPeak(axis, spectrum, rise.AtEv, jump) : new(rise.AtEv, ExpectedEv, ScatterEv, jump);
    }

    public override EnergyWindow Around(Sighting first) => new(first.FoundEv - 2 * SearchEv, first.FoundEv + 2 * SearchEv);

    // How many standard deviations the edge stands above the line through what lies before it; null for none.
    static double? Jump(EnergyAxis axis, ReadOnlySpan<float> spectrum, Range before, Range behind)
    {
        var (start, length) = before.GetOffsetAndLength(axis.Count);
        var (far, count) = behind.GetOffsetAndLength(axis.Count);
        if (length < 3 || count < 1) return null;
        double centre = start + (length - 1) / 2.0, mean = TensorPrimitives.Sum(spectrum[before]) / (double)length, slope = 0, squares = 0;
        for (var c = start; c < start + length; c++)
        {
            slope += (c - centre) * spectrum[c];
            squares += (c - centre) * (c - centre);
        }
        slope /= squares;
        var ahead = far + (count - 1) / 2.0 - centre;
        // A falling background falls ever more slowly: its line, where it leads below what is there, would invent an edge.
        var level = mean + Math.Max(slope * ahead, -0.25 * Math.Abs(mean));
        var height = TensorPrimitives.Sum(spectrum[behind]) / (double)count - level;
        var noise = NoiseLevel.Of(spectrum[start..(far + count)]) * Math.Sqrt(1.0 / count + 1.0 / length + ahead * ahead / squares);
        return height > LeastJump * Math.Abs(mean) && height > LeastSignificance * noise ? height / Math.Max(noise, 1e-9 * height) : null;
    }

    Sighting? AtPeak(EnergyAxis axis, ReadOnlySpan<float> spectrum, double riseEv, double significance)
    {
        var peak = SmoothedMaximum.In(axis, spectrum, new(riseEv, riseEv + PeakReachEv), PeakSigmaEv);
        return peak > riseEv + axis.DispersionEv && peak < riseEv + PeakReachEv - axis.DispersionEv ? new(peak, ExpectedEv, ScatterEv, significance) : null;
    }

    static EnergyWindow Moved(EnergyWindow window, double byEv) => new(window.FromEv + byEv, window.ToEv + byEv);
}

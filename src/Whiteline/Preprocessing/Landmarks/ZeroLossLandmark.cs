using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing.Landmarks;

/// <summary>The zero-loss peak: at 0 eV by definition, up to the asymmetry of the source.</summary>
sealed record ZeroLossLandmark() : Landmark("zero loss", "fit of the zero-loss peak, 0 eV by definition")
{
    const double ScatterEv = 0.05;

    // It is narrow and stands high over what is lost beyond it: a plasmon does neither.
    const double MostWidthEv = 6, LeastContrast = 5, BeyondEv = 5;

    public override Sighting? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum)
    {
        if (axis.OffsetEv > -1) return null;
        var (start, length) = axis.ChannelsIn(new(-SearchEv, SearchEv)).GetOffsetAndLength(axis.Count);
        if (length < 8) return null;
        var top = 0;
        for (var c = 1; c < spectrum.Length; c++) if (spectrum[c] > spectrum[top]) top = c;
        if (top <= start || top >= start + length - 1) return null;
        int first = top, last = top;
        while (first > 0 && spectrum[first - 1] > 0.5f * spectrum[top]) first--;
        while (last + 1 < spectrum.Length && spectrum[last + 1] > 0.5f * spectrum[top]) last++;
        if ((last - first) * axis.DispersionEv > MostWidthEv) return null;
        var beyond = axis.ChannelsIn(new(axis.EnergyAt(top) + BeyondEv, axis.EnergyAt(top) + 2 * SearchEv)).GetOffsetAndLength(axis.Count);
        if (beyond.Length > 0 && spectrum.Slice(beyond.Offset, beyond.Length).ToArray().Max() * LeastContrast > spectrum[top]) return null;
        var noise = Math.Max(NoiseLevel.Of(spectrum[..Math.Max(3, first)]), 1e-6 * spectrum[top]);
        return spectrum[top] > EdgeRise.LeastSignificance * noise && ZeroLossPeak.Centre(axis, spectrum) is { } centre ? new(centre, 0, ScatterEv, spectrum[top] / noise) : null;
    }

    public override EnergyWindow Around(Sighting first) => new(first.FoundEv - 3, first.FoundEv + 3);
}

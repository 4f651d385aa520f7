using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

/// <summary>
/// Where the gate looks at a prepared spectrum: from some eV before its own L3 to some eV behind it, so that an energy axis that is off by an electronvolt makes no spectrum
/// look strange. Spectra without a known edge are looked at as a whole.
/// </summary>
/// <param name="Axis">Of the prepared spectra.</param>
/// <param name="SearchFrom">First channel in which L3 is looked for.</param>
/// <param name="SearchTo">Last channel in which L3 is looked for; <paramref name="SearchFrom"/> when there is no edge to look for.</param>
/// <param name="Before">Channels before L3.</param>
/// <param name="Count">Channels in all.</param>
sealed record EdgeFrame(EnergyAxis Axis, int SearchFrom, int SearchTo, int Before, int Count)
{
    const double SearchEv = 4, BeforeEv = 7, BehindEv = 17, SigmaEv = 0.7;

    /// <summary>The frame of an edge, as far as the axis reaches on a spectrum whose L3 lies in the middle of where it may lie.</summary>
    /// <param name="axis">Of the prepared spectra.</param>
    /// <param name="linesEv">Where L3 of the classes lies, eV; none for spectra without a known edge.</param>
    public static EdgeFrame Of(EnergyAxis axis, IReadOnlyCollection<double> linesEv)
    {
        if (linesEv.Count == 0) return new(axis, 0, 0, 0, axis.Count);
        var (start, length) = axis.ChannelsIn(new(linesEv.Min() - SearchEv, linesEv.Max() + SearchEv)).GetOffsetAndLength(axis.Count);
        if (length < 2) return new(axis, 0, 0, 0, axis.Count);
        var middle = (int)Math.Round(axis.ChannelAt((linesEv.Min() + linesEv.Max()) / 2));
        var before = Math.Clamp((int)(BeforeEv / axis.DispersionEv), 0, middle);
        var behind = Math.Clamp((int)(BehindEv / axis.DispersionEv), 1, axis.Count - middle);
        return new(axis, start, start + length - 1, before, before + behind);
    }

    /// <summary>Copies what the frame shows of a spectrum; beyond its ends it keeps its last value.</summary>
    /// <param name="prepared">Shape (channels).</param>
    /// <param name="view">Receives shape (<see cref="Count"/>).</param>
    public void Copy(ReadOnlySpan<float> prepared, Span<float> view)
    {
        var first = SearchTo > SearchFrom ? (int)Math.Round(Axis.ChannelAt(SmoothedMaximum.In(Axis, prepared, new(Axis.EnergyAt(SearchFrom), Axis.EnergyAt(SearchTo)), SigmaEv))) - Before : 0;
        for (var c = 0; c < view.Length; c++) view[c] = prepared[Math.Clamp(first + c, 0, prepared.Length - 1)];
    }
}

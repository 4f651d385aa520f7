using Whiteline.Spectra;

namespace Whiteline.Learning.Novelty;

/// <summary>Tells a spectrum whose lines are cut off at the detector's ceiling.</summary>
public static class Saturation
{
    /// <summary>True when the tops of the lines in a window are cut off.</summary>
    /// <param name="spectrum">As recorded, before anything is subtracted; shape (channels).</param>
    /// <param name="window">The channels that count. Where most of them are at the ceiling, the channels beyond tell that there is one.</param>
    public static bool IsIn(ReadOnlySpan<float> spectrum, Range window)
    {
        var inside = spectrum[window];
        var top = Ceiling.Of(inside);
        // A level window has no lines to cut off.
        return top.Longest > inside.Length / 2
            ? top.Value >= Ceiling.Of(spectrum).Value && Ceiling.CanBeJudged(spectrum)
            : top.IsRun && Ceiling.CanBeJudged(inside);
    }
}

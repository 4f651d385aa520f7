namespace Whiteline.Learning.Novelty;

/// <summary>
/// Tells a spectrum whose lines are cut off at the detector's ceiling: the largest value is repeated in neighbouring channels, which noise and the shape of a line do not
/// allow. Counts so few that the maximum repeats by chance take too few values to be judged.
/// </summary>
public static class Saturation
{
    const int LeastRun = 3;
    const int LeastValues = 12;

    /// <summary>True when the tops of the lines in a window are cut off.</summary>
    /// <param name="spectrum">As recorded, before anything is subtracted; shape (channels).</param>
    /// <param name="window">The channels that count. Where most of them are at the ceiling, the channels beyond tell that there is one.</param>
    public static bool IsIn(ReadOnlySpan<float> spectrum, Range window)
    {
        var inside = spectrum[window];
        return IsCutOff(inside) || TopOf(inside) is var (ceiling, longest) && longest > inside.Length / 2 && ceiling >= TopOf(spectrum).Ceiling && HoldsMuch(spectrum);
    }

    static bool IsCutOff(ReadOnlySpan<float> spectrum)
    {
        var longest = TopOf(spectrum).Longest;
        // A level spectrum has no lines to cut off.
        return longest >= LeastRun && longest <= spectrum.Length / 2 && HoldsMuch(spectrum);
    }

    static bool HoldsMuch(ReadOnlySpan<float> spectrum)
    {
        var values = new HashSet<float>();
        foreach (var value in spectrum)
        {
            values.Add(value);
            if (values.Count >= LeastValues) return true;
        }
        return false;
    }

    // The largest value, and in how many neighbouring channels it is repeated at most.
    static (float Ceiling, int Longest) TopOf(ReadOnlySpan<float> spectrum)
    {
        var highest = float.NegativeInfinity;
        foreach (var value in spectrum) highest = Math.Max(highest, value);
        // Some files hold the ceiling times a gain that rounds.
        var ceiling = highest - 1e-6f * Math.Abs(highest);
        int run = 0, longest = 0;
        foreach (var value in spectrum)
        {
            run = value >= ceiling ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return (ceiling, longest);
    }
}

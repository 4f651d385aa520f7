using System.Numerics.Tensors;

namespace Whiteline.Preprocessing;

/// <summary>Tells a spectrum that is cut off at a ceiling somewhere: its largest value is repeated in neighbouring channels.</summary>
static class Clipping
{
    const int LeastRun = 3;

    // Counts so few that the maximum repeats by chance take fewer values.
    const int LeastValues = 12;

    /// <summary>True when a spectrum is cut off.</summary>
    /// <param name="spectrum">As recorded, finite.</param>
    public static bool IsIn(ReadOnlySpan<float> spectrum)
    {
        var ceiling = TensorPrimitives.Max(spectrum);
        // Some files hold the ceiling times a gain that rounds.
        if (!(ceiling > 0) || LongestRun(spectrum, ceiling - 1e-6f * ceiling) is not (>= LeastRun and var longest)) return false;
        return longest > spectrum.Length / 2 || HoldsMuch(spectrum);
    }

    static int LongestRun(ReadOnlySpan<float> spectrum, float least)
    {
        int run = 0, longest = 0;
        foreach (var value in spectrum)
        {
            run = value >= least ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    static bool HoldsMuch(ReadOnlySpan<float> spectrum)
    {
        var values = new HashSet<float>();
        foreach (var value in spectrum)
            if (values.Add(value) && values.Count >= LeastValues) return true;
        return false;
    }
}

using System.Numerics.Tensors;

namespace Whiteline.Spectra;

/// <summary>The largest value of a spectrum. Where it is repeated in neighbouring channels the detector cut the spectrum off: noise and the shape of a line do not allow that.</summary>
/// <param name="Value">Intensity from which a channel is at the ceiling.</param>
/// <param name="Longest">Most channels side by side that are.</param>
readonly record struct Ceiling(float Value, int Longest)
{
    const int LeastRun = 3;
    const int LeastValues = 12;

    /// <summary>True when so many channels side by side are at the ceiling that chance does not account for them.</summary>
    public bool IsRun => Longest >= LeastRun;

    /// <summary>The ceiling of a spectrum, shape (channels); −∞ and no channel where there are none.</summary>
    public static Ceiling Of(ReadOnlySpan<float> spectrum)
    {
        var highest = spectrum.IsEmpty ? float.NegativeInfinity : TensorPrimitives.Max(spectrum);
        // Some files hold the ceiling times a gain that rounds.
        var least = highest - 1e-6f * Math.Abs(highest);
        int run = 0, longest = 0;
        foreach (var value in spectrum)
        {
            run = value >= least ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return new(least, longest);
    }

    /// <summary>True when a spectrum takes enough values to be judged: counts so few that the largest repeats by chance take fewer.</summary>
    public static bool CanBeJudged(ReadOnlySpan<float> spectrum)
    {
        var values = new HashSet<float>();
        foreach (var value in spectrum)
            if (values.Add(value) && values.Count >= LeastValues) return true;
        return false;
    }
}

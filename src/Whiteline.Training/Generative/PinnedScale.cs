using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>
/// Whether a normalisation has pinned the ends of the spectra: many have exactly the same maximum, or the same minimum too; or all span nearly the same range, as spectra do that were divided by it before a background was
/// subtracted. What is made is then scaled the same way after its noise is added, so that the exact zeros and ones are there, and their trace in all other channels.
/// </summary>
/// <param name="Maximum">The maximum is pinned.</param>
/// <param name="Minimum">The minimum is pinned too.</param>
/// <param name="Range">The maximum over the minimum is pinned, and neither of them.</param>
sealed record PinnedScale(bool Maximum, bool Minimum, bool Range)
{
    const double LeastShare = 0.1;

    // Of the ranges of nine spectra in ten, over their median. Noise and thickness spread them more, and far more.
    const double MostSpread = 0.02;
    const int LeastToSpread = 8;
    const double Tail = 0.05;

    /// <summary>Whether anything is pinned.</summary>
    public bool Any => Maximum || Range;

    /// <summary>Whether heights are those over the minimum, not over zero.</summary>
    public bool CountsFromMinimum => Minimum || Range;

    /// <summary>Looks at the spectra of a class.</summary>
    public static PinnedScale Of(float[][] spectra)
    {
        float[] largest = [.. spectra.Select(spectrum => TensorPrimitives.Max<float>(spectrum))], least = [.. spectra.Select(spectrum => TensorPrimitives.Min<float>(spectrum))];
        var maximum = IsPinned(largest);
        return new(maximum, maximum && IsPinned(least), !maximum && IsNarrow([.. largest.Zip(least, (top, bottom) => top - bottom)]));
    }

    /// <summary>What is subtracted from a spectrum before it is divided by its <see cref="Height"/>.</summary>
    public float Foot(ReadOnlySpan<float> spectrum) => Minimum ? TensorPrimitives.Min(spectrum) : 0;

    /// <summary>What the normalisation has made alike; 1 where nothing is pinned.</summary>
    public float Height(ReadOnlySpan<float> spectrum) => Any ? TensorPrimitives.Max(spectrum) - (CountsFromMinimum ? TensorPrimitives.Min(spectrum) : 0) : 1;

    /// <summary>Gives a spectrum the ends of a real one.</summary>
    /// <param name="spectrum">Changed in place.</param>
    /// <param name="least">The minimum of the real one.</param>
    /// <param name="largest">Its maximum.</param>
    public void Apply(Span<float> spectrum, float least, float largest)
    {
        if (!Any) return;
        var (foot, height) = (Foot(spectrum), Height(spectrum));
        if (!(height > 0)) return;
        TensorPrimitives.Subtract(spectrum, foot, spectrum);
        TensorPrimitives.Multiply(spectrum, (largest - (CountsFromMinimum ? least : 0)) / height, spectrum);
        TensorPrimitives.Add(spectrum, Minimum ? least : 0, spectrum);
    }

    static bool IsPinned(float[] ends) => ends.Length > 1 && ends.GroupBy(end => end).Max(group => group.Count()) is var most && most > 1 && most >= LeastShare * ends.Length;

    static bool IsNarrow(float[] ranges)
    {
        if (ranges.Length < LeastToSpread) return false;
        Array.Sort(ranges);
        var tail = (int)(Tail * ranges.Length);
        return ranges[^(tail + 1)] - ranges[tail] <= MostSpread * ranges[ranges.Length / 2];
    }
}

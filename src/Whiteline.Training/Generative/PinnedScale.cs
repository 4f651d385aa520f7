using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>
/// Whether a normalisation has pinned the ends of the spectra: many have exactly the same maximum, or the same minimum. What is made is
/// then scaled the same way after its noise is added, so that the exact zeros and ones are there, and their trace in all other channels.
/// </summary>
/// <param name="Maximum">The maximum is pinned.</param>
/// <param name="Minimum">The minimum is pinned too.</param>
sealed record PinnedScale(bool Maximum, bool Minimum)
{
    const double LeastShare = 0.1;

    /// <summary>Looks at the spectra of a class.</summary>
    public static PinnedScale Of(float[][] spectra)
    {
        var maximum = IsPinned(spectra.Select(spectrum => TensorPrimitives.Max<float>(spectrum)));
        return new(maximum, maximum && IsPinned(spectra.Select(spectrum => TensorPrimitives.Min<float>(spectrum))));
    }

    /// <summary>Gives a spectrum the ends of a real one.</summary>
    /// <param name="spectrum">Changed in place.</param>
    /// <param name="least">The minimum that it gets where minima are pinned.</param>
    /// <param name="largest">The maximum that it gets where maxima are pinned.</param>
    public void Apply(Span<float> spectrum, float least, float largest)
    {
        if (!Maximum) return;
        float own = Minimum ? TensorPrimitives.Min<float>(spectrum) : 0, floor = Minimum ? least : 0;
        var height = TensorPrimitives.Max<float>(spectrum) - own;
        if (!(height > 0)) return;
        TensorPrimitives.Subtract(spectrum, own, spectrum);
        TensorPrimitives.Multiply(spectrum, (largest - floor) / height, spectrum);
        TensorPrimitives.Add(spectrum, floor, spectrum);
    }

    static bool IsPinned(IEnumerable<float> ends)
    {
        var all = ends.ToArray();
        return all.Length > 1 && all.GroupBy(end => end).Max(group => group.Count()) is var most && most > 1 && most >= LeastShare * all.Length;
    }
}

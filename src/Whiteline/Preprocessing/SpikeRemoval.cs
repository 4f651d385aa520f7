using System.Text.Json.Nodes;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Replaces X-ray spikes by the median of their neighbourhood. A spike stands high above the local median in units of noise (the larger
/// of the Poisson estimate √median and the robust scatter of the spectrum about its local median) and is back near that median within
/// two channels, which neither a white line nor a zero-loss peak is. After the idea of HyperSpy's spike removal (outliers of the
/// derivative), with a width criterion instead of a click per spike.
/// </summary>
/// <param name="Threshold">Height over the noise, in standard deviations; ≥ 3.</param>
public sealed record SpikeRemoval(double Threshold = 10) : IStep
{
    const int Reach = 7;
    const int HalfWidth = 2;

    // Part of its height that a spike may keep two channels away.
    const double LargestFoot = 0.25;

    /// <inheritdoc/>
    public string Name => "spikes";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(Threshold >= 3)) yield return $"The spike threshold is {Threshold}; it must be at least 3 standard deviations.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) =>
        new FittedStep(
            input.Axis,
            new(Name, FormattableString.Invariant($"X-ray spikes more than {Threshold:0.#} standard deviations above their neighbourhood and at most {2 * HalfWidth - 1} channels wide were replaced by the local median."), new JsonObject { ["threshold"] = Threshold }),
            block =>
            {
                for (var i = 0; i < block.Count; i++) Clean(block[i], Threshold);
                return block;
            });

    /// <summary>Cleans one spectrum in place and returns the number of channels replaced.</summary>
    public static int Clean(Span<float> spectrum, double threshold)
    {
        if (spectrum.Length < 2 * Reach + 1) return 0;
        var medians = new float[spectrum.Length];
        var deviations = new float[spectrum.Length];
        Span<float> neighbours = stackalloc float[2 * Reach + 1];
        for (var i = 0; i < spectrum.Length; i++)
        {
            var from = Math.Clamp(i - Reach, 0, spectrum.Length - neighbours.Length);
            spectrum.Slice(from, neighbours.Length).CopyTo(neighbours);
            neighbours.Sort();
            medians[i] = neighbours[Reach];
            deviations[i] = Math.Abs(spectrum[i] - medians[i]);
        }
        var sorted = (float[])deviations.Clone();
        Array.Sort(sorted);
        // 1.4826 makes the median absolute deviation the standard deviation of normal noise.
        var scatter = 1.4826 * sorted[sorted.Length / 2];
        var replaced = 0;
        var original = spectrum.ToArray();
        for (var i = 0; i < original.Length; i++)
        {
            var noise = Math.Max(scatter, Math.Sqrt(Math.Max(0, medians[i])));
            var height = original[i] - medians[i];
            if (!(height > threshold * noise) || !IsNarrow(original, i, medians[i], height)) continue;
            for (var c = Math.Max(0, i - 1); c <= Math.Min(original.Length - 1, i + 1); c++)
            {
                if (!(original[c] - medians[c] > threshold / 2 * noise)) continue;
                if (spectrum[c] != medians[c]) replaced++;
                spectrum[c] = medians[c];
            }
        }
        return replaced;
    }

    static bool IsNarrow(ReadOnlySpan<float> spectrum, int centre, float median, float height)
    {
        for (var side = -1; side <= 1; side += 2)
        {
            var near = centre + side * HalfWidth;
            if (near >= 0 && near < spectrum.Length && spectrum[near] - median > LargestFoot * height) return false;
        }
        return true;
    }
}

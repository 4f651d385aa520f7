using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// What a normalisation has left the same in all spectra: the maximum, or maximum and minimum. A spectrum that is made is brought to it, or it could be told from a
/// measured one by that alone.
/// </summary>
/// <param name="Maximum">The maximum of all spectra; null where they differ.</param>
/// <param name="Minimum">The minimum of all spectra; null where they, or the maxima, differ.</param>
public sealed record CommonRange(float? Maximum, float? Minimum)
{
    const float Tolerance = 1e-4f;

    /// <summary>Looks at measured spectra.</summary>
    public static CommonRange Of(LabeledSpectra real)
    {
        var (maxima, minima) = (new float[real.Count], new float[real.Count]);
        for (var i = 0; i < real.Count; i++) (maxima[i], minima[i]) = (TensorPrimitives.Max(real[i]), TensorPrimitives.Min(real[i]));
        var size = TensorPrimitives.Max<float>(maxima) - TensorPrimitives.Min<float>(minima);
        float? Same(float[] values) => TensorPrimitives.Max<float>(values) - TensorPrimitives.Min<float>(values) <= Tolerance * size ? values[0] : null;
        return real.Count > 1 && Same(maxima) is { } maximum ? new(maximum, Same(minima)) : new(null, null);
    }

    /// <summary>Brings a spectrum to the range; one without a range of its own is left as it is.</summary>
    public void Apply(Span<float> spectrum)
    {
        if (Maximum is not { } to) return;
        var (high, low) = (TensorPrimitives.Max<float>(spectrum), TensorPrimitives.Min<float>(spectrum));
        if (Minimum is { } from)
        {
            if (!(high > low)) return;
            var scale = (to - from) / (high - low);
            for (var c = 0; c < spectrum.Length; c++) spectrum[c] = from + (spectrum[c] - low) * scale;
        }
        else if (high > 0 && to > 0)
        {
            TensorPrimitives.Multiply(spectrum, to / high, spectrum);
        }
    }
}

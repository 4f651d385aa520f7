using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Spectra moved to where their metric is half a squared Euclidean distance, or a Euclidean distance itself: cosine and correlation become distances of unit
/// vectors, ½‖u − v‖² = 1 − u·v, which keeps the digits that 1 − u·v would lose between near copies. Euclidean spectra are moved to where most of them lie, so that
/// ‖x‖² + ‖y‖² − 2 x·y keeps its digits in float32.
/// </summary>
sealed class MetricSpace
{
    // Of a spectrum: a squared distance is at most four times as much, and must be finite.
    const float LargestSquare = 1e37f;

    readonly DistanceMetric metric;
    readonly int channels;
    readonly float[] origin;

    /// <summary>A space around known spectra of shape (n, channels), C order.</summary>
    /// <exception cref="BadInputException">An intensity is not finite.</exception>
    public MetricSpace(ReadOnlySpan<float> spectra, int channels, DistanceMetric metric)
    {
        (this.metric, this.channels) = (metric, channels);
        Check(spectra);
        origin = metric == DistanceMetric.Euclidean ? MedianRow.Of(spectra, channels) : [];
    }

    /// <summary>Elements of a spectrum.</summary>
    public int Channels => channels;

    // One more for the direction that spectra without any direction share.
    /// <summary>Elements of a vector.</summary>
    public int Length => metric == DistanceMetric.Euclidean ? channels : channels + 1;

    /// <summary>The vectors of spectra, shape (n, <see cref="Length"/>), C order.</summary>
    /// <exception cref="BadInputException">An intensity is not finite.</exception>
    public float[] Vectors(ReadOnlySpan<float> spectra)
    {
        Check(spectra);
        var n = spectra.Length / channels;
        var vectors = new float[checked((long)n * Length)];
        for (var i = 0; i < n; i++)
        {
            var from = spectra.Slice(i * channels, channels);
            var to = vectors.AsSpan(i * Length, channels);
            switch (metric)
            {
                case DistanceMetric.Euclidean: TensorPrimitives.Subtract(from, origin, to); break;
                case DistanceMetric.Cosine: Unit(from, 0, to, ref vectors[i * Length + channels]); break;
                default: Unit(from, Mean(from), to, ref vectors[i * Length + channels]); break;
            }
        }
        return vectors;
    }

    /// <summary>The distance that belongs to a squared Euclidean distance of two vectors.</summary>
    public float Distance(float square) => metric == DistanceMetric.Euclidean ? MathF.Sqrt(square) : square / 2;

    void Check(ReadOnlySpan<float> spectra)
    {
        for (var i = 0; i < spectra.Length / channels; i++)
            if (!(TensorPrimitives.SumOfSquares(spectra.Slice(i * channels, channels)) < LargestSquare))
                throw new BadInputException($"Spectrum {i} has an intensity that is not a finite number, or is too large to square. Mend or remove it.");
    }

    static double Mean(ReadOnlySpan<float> x)
    {
        var sum = 0.0;
        foreach (var value in x) sum += value;
        return sum / x.Length;
    }

    static void Unit(ReadOnlySpan<float> x, double mean, Span<float> unit, ref float directionless)
    {
        double square = 0, raw = 0;
        foreach (var value in x)
        {
            square += (value - mean) * (value - mean);
            raw += (double)value * value;
        }
        // Less than the rounding of the mean is no direction.
        if (square <= raw * 1e-14)
        {
            directionless = 1;
            return;
        }
        var scale = 1 / Math.Sqrt(square);
        for (var c = 0; c < x.Length; c++) unit[c] = (float)((x[c] - mean) * scale);
    }
}

using System.Numerics.Tensors;

namespace Whiteline.Spectra;

/// <summary>Samples held in memory, C order; not copied.</summary>
public sealed class MemorySampleSource : ISampleSource
{
    readonly float[]? singles;
    readonly double[]? doubles;

    /// <summary>Samples in single precision.</summary>
    public MemorySampleSource(float[] samples) => singles = samples;

    /// <summary>Samples in double precision.</summary>
    public MemorySampleSource(double[] samples) => doubles = samples;

    /// <inheritdoc/>
    public long Count => singles?.Length ?? doubles!.Length;

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples)
    {
        if (singles is not null) singles.AsSpan(checked((int)start), samples.Length).CopyTo(samples);
        else TensorPrimitives.ConvertTruncating<double, float>(doubles.AsSpan(checked((int)start), samples.Length), samples);
    }

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples)
    {
        if (doubles is not null) doubles.AsSpan(checked((int)start), samples.Length).CopyTo(samples);
        else TensorPrimitives.ConvertTruncating<float, double>(singles.AsSpan(checked((int)start), samples.Length), samples);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}

using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>Samples that a text file gave and that are held in memory.</summary>
/// <param name="values">The samples; not copied.</param>
public sealed class MemorySampleSource(double[] values) : ISampleSource
{
    /// <inheritdoc/>
    public long Count => values.Length;

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples)
    {
        FileSampleSource.RequireRange(start, samples.Length, Count);
        TensorPrimitives.ConvertTruncating<double, float>(values.AsSpan((int)start, samples.Length), samples);
    }

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples)
    {
        FileSampleSource.RequireRange(start, samples.Length, Count);
        values.AsSpan((int)start, samples.Length).CopyTo(samples);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}

namespace Whiteline.Spectra;

/// <summary>Samples held in memory, C order.</summary>
public sealed class MemorySampleSource(float[] samples) : ISampleSource
{
    /// <inheritdoc/>
    public long Count => samples.Length;

    /// <inheritdoc/>
    public void Read(long start, Span<float> destination) => samples.AsSpan((int)start, destination.Length).CopyTo(destination);

    /// <inheritdoc/>
    public void Read(long start, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++) destination[i] = samples[(int)start + i];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

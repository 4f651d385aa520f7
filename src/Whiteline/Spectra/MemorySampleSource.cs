namespace Whiteline.Spectra;

/// <summary>Samples held in memory, C order.</summary>
public sealed class MemorySampleSource(float[] samples) : ISampleSource
{
    readonly float[] held = samples;

    /// <inheritdoc/>
    public long Count => held.Length;

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples) => held.AsSpan((int)start, samples.Length).CopyTo(samples);

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples)
    {
        for (var i = 0; i < samples.Length; i++) samples[i] = held[(int)start + i];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

using Whiteline.Spectra;

namespace Whiteline.Cli.Tests;

/// <summary>Samples in memory.</summary>
sealed class FakeSamples(params double[] values) : ISampleSource
{
    public long Count => values.Length;

    public void Read(long start, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)values[start + i];
    }

    public void Read(long start, Span<double> samples) => values.AsSpan((int)start, samples.Length).CopyTo(samples);

    public void Dispose() { }
}

using Whiteline.Spectra;

namespace Whiteline.Formats.Npz;

/// <summary>Samples in memory as they are stored, C order; not copied.</summary>
/// <param name="data">Their bytes.</param>
/// <param name="type">Their type.</param>
/// <param name="bigEndian">True when the high byte is stored first.</param>
sealed class StoredSamples(byte[] data, SampleType type, bool bigEndian) : ISampleSource
{
    readonly int size = SampleConversion.SizeOf(type);

    /// <inheritdoc/>
    public long Count => data.Length / size;

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples) => SampleConversion.Convert(Stored(start, samples.Length), type, bigEndian, samples);

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples) => SampleConversion.Convert(Stored(start, samples.Length), type, bigEndian, samples);

    /// <inheritdoc/>
    public void Dispose() { }

    ReadOnlySpan<byte> Stored(long start, int count)
    {
        FileSampleSource.RequireRange(start, count, Count);
        return data.AsSpan((int)start * size, count * size);
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>Samples that lie in a file in C order without gaps.</summary>
public sealed class FileSampleSource : ISampleSource
{
    // Large enough that a read costs more than its call, small enough to stay in the second-level cache.
    const int BufferBytes = 1 << 18;

    readonly SampleFile file;
    readonly long position;
    readonly SampleType type;
    readonly bool bigEndian;
    readonly int size;

    /// <summary>Creates the source. No sample is read yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="position">Where its first sample lies, bytes.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="type">Their type.</param>
    /// <param name="bigEndian">True when the high byte is stored first.</param>
    /// <exception cref="BadInputException">The file cannot be opened, or is too short for so many samples.</exception>
    public FileSampleSource(string path, long position, long count, SampleType type, bool bigEndian = false)
    {
        (this.position, this.type, this.bigEndian) = (position, type, bigEndian);
        size = SampleConversion.SizeOf(type);
        Count = count;
        using (var probe = new SampleFile(path)) RequireRoom(path, probe.Length, position, count, size);
        file = new(path);
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples)
    {
        RequireRange(start, samples.Length, Count);
        if (type == SampleType.Float32 && !bigEndian && BitConverter.IsLittleEndian)
            file.ReadExactly(position + start * size, MemoryMarshal.AsBytes(samples));
        else
            ReadConverted(start, samples, (stored, part) => SampleConversion.Convert(stored, type, bigEndian, part));
    }

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples)
    {
        RequireRange(start, samples.Length, Count);
        if (type == SampleType.Float64 && !bigEndian && BitConverter.IsLittleEndian)
            file.ReadExactly(position + start * size, MemoryMarshal.AsBytes(samples));
        else
            ReadConverted(start, samples, (stored, part) => SampleConversion.Convert(stored, type, bigEndian, part));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>Refuses a stored array that reaches beyond its file, whatever numbers the file claims.</summary>
    /// <exception cref="BadInputException">The samples do not lie within the file.</exception>
    public static void RequireRoom(string path, long fileBytes, long position, long count, int sampleBytes)
    {
        if (position >= 0 && count >= 0 && position <= fileBytes && count <= (fileBytes - position) / sampleBytes) return;
        throw BadInputException.In(
            path,
            $"it claims {count} samples of {sampleBytes} byte(s) from byte {position} on but is {fileBytes} bytes long",
            "It was cut short or is damaged: copy it again from where it came from.");
    }

    /// <summary>Guards the range of one read of a source.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the samples.</exception>
    public static void RequireRange(long start, int length, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, count - length);
    }

    delegate void Conversion<T>(ReadOnlySpan<byte> stored, Span<T> samples);

    void ReadConverted<T>(long start, Span<T> samples, Conversion<T> convert)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(BufferBytes, (long)samples.Length * size));
        try
        {
            var perBuffer = buffer.Length / size;
            for (var done = 0; done < samples.Length;)
            {
                var part = samples.Slice(done, Math.Min(perBuffer, samples.Length - done));
                var stored = buffer.AsSpan(0, part.Length * size);
                file.ReadExactly(position + (start + done) * size, stored);
                convert(stored, part);
                done += part.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

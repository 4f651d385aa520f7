using System.Buffers;
using Whiteline.Spectra;

namespace Whiteline.Formats.Dm;

// DM stores a spectrum image as one plane of pixels per channel; callers want whole spectra. A request becomes blocks of pixels, and a
// block is read a tile of channels at a time: per channel one run of its pixels, or, where runs lie close, one read that spans the tile.
// The tile is then turned, so that each pixel receives a stretch of consecutive channels.

/// <summary>Samples that lie in a file channel by channel, offered pixel by pixel.</summary>
sealed class PlaneSampleSource : ISampleSource
{
    const int BufferBytes = 1 << 20;
    const int MaxBlockPixels = 1 << 13;

    const int MaxTileChannels = 64;

    // Runs of a power of two of pixels would all fall into the same few cache lines when the tile is turned.
    const int Padding = 16;

    // A gap of so many bytes costs about as much to read over as a second call.
    const long CheapGapBytes = 1 << 14;

    readonly SampleFile file;
    readonly long position;
    readonly long pixels;
    readonly int channels;
    readonly SampleType type;
    readonly bool bigEndian;
    readonly int size;

    /// <summary>Creates the source; nothing is read yet. The caller has checked that the file is long enough.</summary>
    public PlaneSampleSource(string path, long position, long pixels, int channels, SampleType type, bool bigEndian)
    {
        (this.position, this.pixels, this.channels, this.type, this.bigEndian) = (position, pixels, channels, type, bigEndian);
        size = SampleConversion.SizeOf(type);
        file = new(path);
    }

    /// <inheritdoc/>
    public long Count => pixels * channels;

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples)
    {
        FileSampleSource.RequireRange(start, samples.Length, Count);
        ReadBlocks(start, samples, (stored, tile) => SampleConversion.Convert(stored, type, bigEndian, tile));
    }

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples)
    {
        FileSampleSource.RequireRange(start, samples.Length, Count);
        ReadBlocks(start, samples, (stored, tile) => SampleConversion.Convert(stored, type, bigEndian, tile));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    delegate void Conversion<T>(ReadOnlySpan<byte> stored, Span<T> samples);

    void ReadBlocks<T>(long start, Span<T> samples, Conversion<T> convert)
    {
        if (samples.IsEmpty) return;
        var stored = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var tile = ArrayPool<T>.Shared.Rent(BufferBytes / size + MaxTileChannels * Padding);
        try
        {
            var end = start + samples.Length;
            for (var from = start; from < end;)
            {
                var firstPixel = from / channels;
                // A block ends with the request or with a whole number of pixels.
                var to = Math.Min(end, (firstPixel + MaxBlockPixels) * channels);
                ReadBlock(from, samples.Slice((int)(from - start), (int)(to - from)), stored, tile, convert);
                from = to;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            ArrayPool<T>.Shared.Return(tile);
        }
    }

    void ReadBlock<T>(long start, Span<T> samples, byte[] stored, T[] tile, Conversion<T> convert)
    {
        var end = start + samples.Length;
        var firstPixel = start / channels;
        var run = (int)((end - 1) / channels - firstPixel) + 1;
        // Within a single pixel only some channels are wanted.
        var firstChannel = run == 1 ? (int)(start % channels) : 0;
        var endChannel = run == 1 ? firstChannel + samples.Length : channels;

        var spans = (pixels - run) * size <= CheapGapBytes && pixels * size <= BufferBytes / 4;
        var stride = spans ? (int)pixels : run;
        var perTile = Math.Max(1, Math.Min(MaxTileChannels, BufferBytes / size / stride));
        for (var channel = firstChannel; channel < endChannel; channel += perTile)
        {
            var count = Math.Min(perTile, endChannel - channel);
            if (spans) file.ReadExactly(At(channel, firstPixel), stored.AsSpan(0, ((count - 1) * stride + run) * size));
            for (var i = 0; i < count; i++)
            {
                var bytes = stored.AsSpan(i * stride * size, run * size);
                if (!spans) file.ReadExactly(At(channel + i, firstPixel), bytes);
                convert(bytes, tile.AsSpan(i * (run + Padding), run));
            }
            for (var pixel = 0; pixel < run; pixel++)
                Turn(tile.AsSpan(pixel), run + Padding, count, (firstPixel + pixel) * channels + channel - start, samples);
        }
    }

    // Copies the tile's channels of one pixel to where they belong; the ends of the request may cut a pixel's spectrum.
    static void Turn<T>(ReadOnlySpan<T> tile, int stride, int count, long at, Span<T> samples)
    {
        var first = (int)Math.Max(0, -at);
        var end = (int)Math.Min(count, samples.Length - at);
        for (var i = first; i < end; i++) samples[(int)(at + i)] = tile[i * stride];
    }

    long At(int channel, long pixel) => position + (channel * pixels + pixel) * size;
}

using PureHDF.Filters;

namespace Whiteline.Hdf5;

// The format of liblzf (M. Lehmann), which h5py registers as filter 32000: a control byte below 32 is followed by one literal byte more than it says; any other holds the length of a copy,
// less two, in its upper three bits (seven: the next byte is added) and the upper five of thirteen bits of how far back the copy begins, less one; the next byte holds the lower eight.

/// <summary>Reads chunks that HyperSpy saved with <c>compression='lzf'</c>.</summary>
sealed class LzfFilter : IH5Filter
{
    const int LiteralsBelow = 32, LengthBits = 5, LongLength = 7, LeastCopy = 2;

    /// <inheritdoc/>
    public ushort FilterId => 32000;

    /// <inheritdoc/>
    public string Name => "lzf";

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The chunk is damaged, or stored without compression.</exception>
    public Memory<byte> Filter(FilterInfo info)
    {
        if (!info.Flags.HasFlag(H5FilterFlags.Decompress)) throw new NotSupportedException("Chunks are not written with lzf.");
        // A chunk that lzf cannot make smaller is stored as it is and marked so. PureHDF 2.2 looks for the mark one filter too early and leaves the shuffle undone in place of this filter.
        if (info.Buffer.Length >= info.ChunkSize) throw new InvalidDataException("A chunk that lzf could not make smaller is not read");
        var chunk = new byte[info.ChunkSize];
        return chunk.AsMemory(0, Expand(info.Buffer.Span, chunk));
    }

    /// <inheritdoc/>
    public uint[] GetParameters(uint[] chunkDimensions, uint typeSize, Dictionary<string, object>? options) => [];

    /// <summary>Expands a compressed chunk.</summary>
    /// <returns>Bytes written to <paramref name="expanded"/>.</returns>
    /// <exception cref="InvalidDataException">It is cut short, copies from before its beginning, or expands to more than there is room for.</exception>
    internal static int Expand(ReadOnlySpan<byte> compressed, Span<byte> expanded)
    {
        var written = 0;
        for (var read = 0; read < compressed.Length;)
        {
            int control = compressed[read++];
            if (control < LiteralsBelow)
            {
                var literals = Part(compressed, read, control + 1);
                literals.CopyTo(Room(expanded, written, literals.Length));
                (read, written) = (read + literals.Length, written + literals.Length);
                continue;
            }
            var length = control >> LengthBits;
            if (length == LongLength) length += Part(compressed, read++, 1)[0];
            var from = written - ((control % LiteralsBelow << 8) + Part(compressed, read++, 1)[0]) - 1;
            if (from < 0) throw Damaged();
            var copy = Room(expanded, written, length + LeastCopy);
            // A copy may run into what it writes: byte by byte it repeats itself.
            for (var i = 0; i < copy.Length; i++) copy[i] = expanded[from + i];
            written += copy.Length;
        }
        return written;
    }

    static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, int start, int count) => start + count <= bytes.Length ? bytes.Slice(start, count) : throw Damaged();

    static Span<byte> Room(Span<byte> bytes, int start, int count) => start + count <= bytes.Length ? bytes.Slice(start, count) : throw Damaged();

    static InvalidDataException Damaged() => new("A chunk compressed with lzf is damaged");
}

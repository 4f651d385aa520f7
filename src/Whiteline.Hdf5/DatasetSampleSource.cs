using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;
using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

// A chunk must be decompressed whole, so samples are taken block by block and the latest block is kept: all chunks that share a place on
// the splitting axis, for one index on the axes before it. The splitting axis is the first one whose block stays within the budget; for a
// spectrum image of usual size that is the rows, and no chunk is decompressed twice when the image is read through.

/// <summary>Samples of an HDF5 dataset, read a block at a time. The file is opened with the first sample asked for.</summary>
sealed class DatasetSampleSource : ISampleSource
{
    const long BlockBytes = 64L << 20;
    const long LeastBytes = 1L << 20;

    readonly Lock gate = new();
    readonly string path;
    readonly StoredDataset stored;
    readonly SampleType type;
    readonly int size;
    readonly int axis;
    readonly long trailing;
    readonly int step;
    Hdf5File? file;
    NativeDataset? dataset;
    byte[] block = [];
    long blockStart;
    int blockCount;
    bool disposed;

    /// <summary>Creates the source; nothing is read yet.</summary>
    public DatasetSampleSource(string path, StoredDataset stored, SampleType type)
    {
        (this.path, this.stored, this.type, size) = (path, stored, type, SampleConversion.SizeOf(type));
        trailing = Count / stored.Shape[0];
        while (axis < stored.Shape.Length - 1 && Math.Min(stored.Chunks[axis], stored.Shape[axis]) * trailing * size > BlockBytes) trailing /= stored.Shape[++axis];
        var chunk = Math.Min(stored.Chunks[axis], stored.Shape[axis]);
        var most = Math.Max(1, BlockBytes / (trailing * size));
        step = (int)Math.Min(stored.Shape[axis], chunk > most ? most : chunk * Math.Max(1, LeastBytes / (chunk * trailing * size)));
    }

    /// <inheritdoc/>
    public long Count => stored.Count;

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples)
    {
        FileSampleSource.RequireRange(start, samples.Length, Count);
        ReadBlocks(start, samples, (bytes, part) => SampleConversion.Convert(bytes, type, stored.BigEndian, part));
    }

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples)
    {
        FileSampleSource.RequireRange(start, samples.Length, Count);
        ReadBlocks(start, samples, (bytes, part) => SampleConversion.Convert(bytes, type, stored.BigEndian, part));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            (block, blockCount) = ([], 0);
            file?.Dispose();
        }
    }

    delegate void Conversion<T>(ReadOnlySpan<byte> stored, Span<T> samples);

    void ReadBlocks<T>(long start, Span<T> samples, Conversion<T> convert)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            for (var done = 0; done < samples.Length;)
            {
                Load(start + done);
                var from = (int)(start + done - blockStart);
                var part = samples.Slice(done, Math.Min(blockCount - from, samples.Length - done));
                convert(block.AsSpan(from * size, part.Length * size), part);
                done += part.Length;
            }
        }
    }

    void Load(long sample)
    {
        if (sample >= blockStart && sample < blockStart + blockCount) return;
        blockCount = 0;
        var line = sample / trailing;
        var first = (int)(line % stored.Shape[axis]) / step * step;
        var lines = Math.Min(step, stored.Shape[axis] - first);
        var count = checked((int)(lines * trailing));
        if (block.Length < count * (long)size) block = new byte[checked(count * size)];
        Fill(line / stored.Shape[axis], first, lines, block.AsMemory(0, count * size));
        blockStart = (line - line % stored.Shape[axis] + first) * trailing;
        blockCount = count;
    }

    void Fill(long before, int first, int lines, Memory<byte> bytes)
    {
        var rank = stored.Shape.Length;
        var (starts, counts) = (new ulong[rank], new ulong[rank]);
        for (var i = rank - 1; i >= 0; i--) counts[i] = i > axis ? (ulong)stored.Shape[i] : 1;
        for (var i = axis - 1; i >= 0; before /= stored.Shape[i--]) starts[i] = (ulong)(before % stored.Shape[i]);
        (starts[axis], counts[axis]) = ((ulong)first, (ulong)lines);
        file ??= new(path);
        file.Walk(root =>
        {
            dataset ??= Find(root);
            dataset.Read(bytes.Span, new HyperslabSelection(rank, starts, counts));
            return true;
        });
    }

    NativeDataset Find(IH5Group root)
    {
        var found = (NativeDataset)root.Get(stored.Name);
        var now = StoredDataset.Of(found, stored.Name, path, file!.Length);
        if (now.Type != stored.Type || !now.Shape.SequenceEqual(stored.Shape)) throw BadInputException.In(path, "it was changed while it was read", "Open it again.");
        return found;
    }
}

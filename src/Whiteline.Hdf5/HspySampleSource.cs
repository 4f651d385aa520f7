using System.Numerics;
using System.Numerics.Tensors;
using PureHDF;
using PureHDF.Selections;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>
/// Samples of an HDF5 dataset, read in slabs of whole entries of the first axis, which is how HyperSpy's chunks are best used. Callers on
/// several threads take turns.
/// </summary>
sealed class HspySampleSource : ISampleSource
{
    // Deflate cannot expand more than this: a dataset that claims to be larger is lying.
    const long LargestExpansion = 1100;

    readonly HspyFile file;
    readonly IH5Dataset data;
    readonly ulong[] dimensions;
    readonly SampleType type;
    readonly long entry;

    public HspySampleSource(HspyFile file, IH5Dataset data, ulong[] dimensions, SampleType type)
    {
        (this.file, this.data, this.dimensions, this.type) = (file, data, dimensions, type);
        var count = dimensions.Aggregate(BigInteger.One, (product, size) => product * size);
        if (count * Formats.SampleConversion.SizeOf(type) > (BigInteger)file.Length * LargestExpansion)
            throw BadInputException.In(file.Path, $"it claims {count} samples, more than {file.Length} bytes can hold", "It was cut short or is damaged: copy it again.");
        Count = (long)count;
        entry = Count / (long)dimensions[0];
        file.Share();
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples) => ReadAs(start, samples);

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples) => ReadAs(start, samples);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    void ReadAs<T>(long start, Span<T> samples) where T : unmanaged, INumber<T>
    {
        Formats.FileSampleSource.RequireRange(start, samples.Length, Count);
        if (samples.IsEmpty) return;
        var first = start / entry;
        var last = (start + samples.Length - 1) / entry;
        var skip = (int)(start - first * entry);
        T[]? slab = null;
        HspyGuard.Read(file.Path, () =>
        {
            lock (file.Gate)
            {
                file.Renew();
                slab = Slab<T>((ulong)first, (ulong)(last - first + 1));
            }
        });
        slab.AsSpan(skip, samples.Length).CopyTo(samples);
    }

    T[] Slab<T>(ulong first, ulong count) where T : unmanaged, INumber<T> => type switch
    {
        SampleType.Bool => Flags<T>(Stored<byte>(first, count)),
        SampleType.Int8 => Numbers<sbyte, T>(first, count),
        SampleType.UInt8 => Numbers<byte, T>(first, count),
        SampleType.Int16 => Numbers<short, T>(first, count),
        SampleType.UInt16 => Numbers<ushort, T>(first, count),
        SampleType.Int32 => Numbers<int, T>(first, count),
        SampleType.UInt32 => Numbers<uint, T>(first, count),
        SampleType.Int64 => Numbers<long, T>(first, count),
        SampleType.UInt64 => Numbers<ulong, T>(first, count),
        SampleType.Float16 => Numbers<Half, T>(first, count),
        SampleType.Float32 => Numbers<float, T>(first, count),
        _ => Numbers<double, T>(first, count),
    };

    T[] Numbers<TStored, T>(ulong first, ulong count) where TStored : unmanaged, INumber<TStored> where T : unmanaged, INumber<T>
    {
        var stored = Stored<TStored>(first, count);
        if (stored is T[] same) return same;
        var result = new T[stored.Length];
        TensorPrimitives.ConvertTruncating<TStored, T>(stored, result);
        return result;
    }

    static T[] Flags<T>(byte[] stored) where T : unmanaged, INumber<T> => Array.ConvertAll(stored, value => value == 0 ? T.Zero : T.One);

    TStored[] Stored<TStored>(ulong first, ulong count) where TStored : unmanaged
    {
        if (data.Space.Dimensions.Length == 0) return [data.Read<TStored>()];
        var starts = new ulong[dimensions.Length];
        var blocks = (ulong[])dimensions.Clone();
        (starts[0], blocks[0]) = (first, count);
        return data.Read<TStored[]>(fileSelection: new HyperslabSelection(dimensions.Length, starts, blocks));
    }
}

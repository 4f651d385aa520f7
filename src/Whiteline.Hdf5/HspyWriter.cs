using PureHDF;
using PureHDF.Filters;
using PureHDF.Selections;
using PureHDF.VOL.Native;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>Writes signals as HyperSpy does (file format version 3.1), in compressed chunks, a slab at a time.</summary>
static class HspyWriter
{
    // Samples of a chunk and of what is held in memory while writing.
    const int ChunkSamples = 1 << 17;
    const int SlabSamples = 1 << 22;

    /// <summary>HDF5 has no boolean; h5py writes this enumeration and reads it as one.</summary>
    enum Flag : byte
    {
        FALSE,
        TRUE,
    }

    public static void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation)
    {
        var experiments = new H5Group();
        var pending = new List<Action<H5NativeWriter>>();
        foreach (var signal in signals)
            experiments[FreeName(experiments, signal.Title)] = signal.DataType is "float64" or "int32" or "uint32" or "int64" or "uint64"
                ? Experiment<double>(signal, (start, samples) => signal.Samples.Read(start, samples), pending, cancellation)
                : Experiment<float>(signal, (start, samples) => signal.Samples.Read(start, samples), pending, cancellation);
        var file = new H5File
        {
            Attributes = { ["file_format"] = "HyperSpy", ["file_format_version"] = "3.1" },
            ["Experiments"] = experiments,
        };
        using var writer = file.BeginWrite(path);
        foreach (var write in pending) write(writer);
    }

    static H5Group Experiment<T>(Signal signal, Action<long, T[]> read, List<Action<H5NativeWriter>> pending, CancellationToken cancellation) where T : unmanaged
    {
        ulong[] dimensions = [.. signal.Shape.Select(size => (ulong)size)];
        var data = new H5Dataset<T[]>(dimensions, Chunks(dimensions), new H5DatasetCreation(Filters: [new H5Filter(DeflateFilter.Id, new() { [DeflateFilter.COMPRESSION_LEVEL] = 1 })]));
        pending.Add(writer => WriteData(writer, data, dimensions, read, cancellation));
        var group = new H5Group
        {
            ["data"] = data,
            ["metadata"] = Metadata(signal),
            ["original_metadata"] = new H5Group(),
            ["learning_results"] = new H5Group(),
        };
        var spectral = signal.Kind != SignalKind.Image;
        var navigation = spectral ? signal.Axes.Count - 1 : Math.Max(0, signal.Axes.Count - 2);
        for (var i = 0; i < signal.Axes.Count; i++) group[$"axis-{i}"] = Axis(signal.Axes[i], i < navigation);
        return group;
    }

    static void WriteData<T>(H5NativeWriter writer, H5Dataset<T[]> data, ulong[] dimensions, Action<long, T[]> read, CancellationToken cancellation) where T : unmanaged
    {
        var entry = dimensions.Skip(1).Aggregate(1UL, (product, size) => product * size);
        var chunk = Chunks(dimensions)[0];
        // Whole chunks along the first axis, so that none is compressed twice.
        var step = Math.Max(chunk, SlabSamples / entry / chunk * chunk);
        for (ulong first = 0; first < dimensions[0]; first += step)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(step, dimensions[0] - first);
            var samples = new T[count * entry];
            read((long)(first * entry), samples);
            var starts = new ulong[dimensions.Length];
            var blocks = (ulong[])dimensions.Clone();
            (starts[0], blocks[0]) = (first, count);
            writer.Write(data, samples, fileSelection: new HyperslabSelection(dimensions.Length, starts, blocks));
        }
    }

    static H5Group Axis(SignalAxis axis, bool navigates) => new()
    {
        Attributes =
        {
            ["_type"] = "UniformDataAxis",
            ["name"] = axis.Name ?? "",
            ["units"] = axis.Units ?? "",
            ["scale"] = axis.Scale,
            ["offset"] = axis.Offset,
            ["size"] = (long)axis.Size,
            ["navigate"] = navigates ? Flag.TRUE : Flag.FALSE,
            ["is_binned"] = Flag.FALSE,
        },
    };

    static H5Group Metadata(Signal signal) => new()
    {
        ["General"] = new H5Group { Attributes = { ["title"] = signal.Title } },
        ["Signal"] = new H5Group { Attributes = { ["signal_type"] = SignalType(signal) } },
    };

    static string SignalType(Signal signal) => signal.Kind == SignalKind.Image ? "" : signal.Metadata.SignalType ?? (signal.Axes[^1].Units == "eV" ? "EELS" : "");

    static uint[] Chunks(ulong[] dimensions)
    {
        uint[] chunks = [.. dimensions.Select(size => (uint)size)];
        for (var axis = 0; axis < chunks.Length && chunks.Aggregate(1UL, (product, size) => product * size) > ChunkSamples; axis++)
        {
            var below = chunks.Skip(axis + 1).Aggregate(1UL, (product, size) => product * size);
            chunks[axis] = (uint)Math.Clamp(ChunkSamples / below, 1, chunks[axis]);
        }
        return chunks;
    }

    static string FreeName(H5Group group, string title)
    {
        var plain = title.Replace('/', '-').Trim();
        if (plain.Length == 0 || plain == ".") plain = "__unnamed__";
        var name = plain;
        for (var i = 1; group.ContainsKey(name); i++) name = $"{plain}_{i}";
        return name;
    }
}

using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.ExceptionServices;
using PureHDF;
using PureHDF.Filters;
using PureHDF.Selections;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>The samples of one signal as a dataset of compressed chunks; a chunk is about a megabyte of whole rows, pixels or channels.</summary>
abstract class ChunkedData
{
    const long ChunkBytes = 1L << 20;

    /// <summary>The dataset, to be put into the tree of the file.</summary>
    public abstract H5Dataset Dataset { get; }

    /// <summary>Writes the samples chunk by chunk.</summary>
    public abstract void Write(H5NativeWriter writer, CancellationToken cancellation);

    /// <summary>The samples in their stored type; a boolean becomes 0 or 1, and what only float64 holds becomes float64.</summary>
    public static ChunkedData Of(Signal signal) => signal.DataType switch
    {
        "uint8" or "bool" => new Typed<byte>(signal, 1),
        "int8" => new Typed<sbyte>(signal, 1),
        "uint16" => new Typed<ushort>(signal, 2),
        "int16" => new Typed<short>(signal, 2),
        "uint32" => new Typed<uint>(signal, 4),
        "int32" => new Typed<int>(signal, 4),
        "float16" or "float32" or "complex64" => new Typed<float>(signal, 4),
        _ => new Typed<double>(signal, 8),
    };

    sealed class Typed<T> : ChunkedData where T : unmanaged, System.Numerics.INumberBase<T>
    {
        readonly Signal signal;
        readonly uint[] chunk;
        readonly int axis;
        readonly H5Dataset<T[]> dataset;

        public Typed(Signal signal, int size)
        {
            this.signal = signal;
            (chunk, axis) = ChunkOf(signal.Shape, size);
            dataset = new(
                [.. signal.Shape.Select(length => (ulong)length)],
                chunk,
                new(new LatestChunk(), [ShuffleFilter.Id, DeflateFilter.Id]));
        }

        public override H5Dataset Dataset => dataset;

        public override void Write(H5NativeWriter writer, CancellationToken cancellation)
        {
            var starts = new ulong[chunk.Length];
            ulong[] shape = [.. signal.Shape.Select(length => (ulong)length)];
            for (var position = 0L; position < signal.Samples.Count;)
            {
                cancellation.ThrowIfCancellationRequested();
                ulong[] counts = [.. chunk.Select((length, i) => Math.Min(length, shape[i] - starts[i]))];
                var samples = Samples(position, (int)counts.Aggregate(1UL, (product, count) => product * count));
                Put(writer, samples, new(chunk.Length, [.. starts], counts));
                position += samples.Length;
                starts[axis] += counts[axis];
                for (var i = axis; i > 0 && starts[i] == shape[i]; i--) (starts[i], starts[i - 1]) = (0, starts[i - 1] + 1);
            }
        }

        // PureHDF calls its own code by reflection, which wraps a full disk into another exception.
        void Put(H5NativeWriter writer, T[] samples, HyperslabSelection place)
        {
            try
            {
                writer.Write(dataset, samples, fileSelection: place);
            }
            catch (TargetInvocationException error) when (error.InnerException is { } inner)
            {
                ExceptionDispatchInfo.Throw(inner);
            }
        }

        T[] Samples(long position, int count)
        {
            var exact = new double[count];
            signal.Samples.Read(position, exact);
            var samples = new T[count];
            TensorPrimitives.ConvertTruncating<double, T>(exact, samples);
            return samples;
        }
    }

    static (uint[] Chunk, int Axis) ChunkOf(IReadOnlyList<int> shape, int size)
    {
        var chunk = new uint[shape.Count];
        var (axis, bytes) = (shape.Count - 1, (long)size);
        for (; axis > 0 && bytes * shape[axis] <= ChunkBytes; axis--) bytes *= (chunk[axis] = (uint)shape[axis]);
        chunk[axis] = (uint)Math.Clamp(ChunkBytes / bytes, 1, shape[axis]);
        for (var i = 0; i < axis; i++) chunk[i] = 1;
        return (chunk, axis);
    }
}

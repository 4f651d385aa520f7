using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;
using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>How a dataset of an HDF5 file is stored, with what it claims checked against the length of its file.</summary>
/// <param name="Name">Path within the file.</param>
/// <param name="Shape">Sizes, C order.</param>
/// <param name="Chunks">Sizes of a chunk; those of the whole where there are none.</param>
/// <param name="Type">Sample type; null when it is refused.</param>
/// <param name="TypeName">NumPy's name of the type, or what it is called instead.</param>
/// <param name="BigEndian">True when the high byte is stored first.</param>
sealed record StoredDataset(string Name, int[] Shape, int[] Chunks, SampleType? Type, string TypeName, bool BigEndian)
{
    // Deflate shrinks to no less than 1/1032.
    const long LargestExpansion = 2000;
    const int MaxRank = 32;

    /// <summary>Number of samples.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);

    /// <summary>Examines a dataset.</summary>
    /// <exception cref="BadInputException">It claims more than its file can hold, or lies outside the file.</exception>
    public static StoredDataset Of(IH5Dataset dataset, string name, string path, long fileBytes)
    {
        if (dataset.Layout.Class == H5DataLayoutClass.VirtualStorage)
            throw BadInputException.In(path, $"'{name}' is a virtual dataset, whose samples lie in other files", "Save it again with HyperSpy as one file.");
        if (dataset.Space.Type != H5DataspaceType.Simple || dataset.Space.Rank is 0 or > MaxRank)
            throw BadInputException.In(path, $"'{name}' is no array", "Save it again with HyperSpy.");
        var dims = dataset.Space.Dimensions;
        var chunks = dataset.Layout.Class == H5DataLayoutClass.Chunked ? dataset.Layout.Chunks : dims;
        if (chunks.Length != dims.Length) throw BadInputException.In(path, $"'{name}' has {dims.Length} axes and chunks of {chunks.Length}", "It is damaged: copy it again from where it came from.");
        RequirePlausible(dims, dataset.Type.Size, name, path, fileBytes);
        RequirePlausible(chunks, dataset.Type.Size, name, path, fileBytes);
        var (type, typeName) = TypeOf(dataset.Type);
        return new(name, [.. dims.Select(size => (int)size)], [.. chunks.Select(size => (int)size)], type, typeName, type is not null && IsBigEndian((NativeDataset)dataset, dataset.Type.Size));
    }

    static void RequirePlausible(ulong[] sizes, int sampleBytes, string name, string path, long fileBytes)
    {
        var bytes = (UInt128)Math.Max(1, sampleBytes);
        foreach (var size in sizes)
        {
            if (size == 0) throw BadInputException.In(path, $"'{name}' is empty", "Give a file with data.");
            bytes *= Math.Min(size, ulong.MaxValue >> 32);
            if (size > int.MaxValue || bytes > (UInt128)(fileBytes * LargestExpansion))
                throw BadInputException.In(path, $"'{name}' claims {string.Join(" × ", sizes)} samples and the file is {fileBytes} bytes long", "It was cut short or is damaged: copy it again from where it came from.");
        }
    }

    static (SampleType? Type, string Name) TypeOf(IH5DataType type)
    {
        SampleType? numeric = (type.Class, type.Size) switch
        {
            (H5DataTypeClass.Enumerated, 1) => SampleType.Bool,
            (H5DataTypeClass.FixedPoint, 1) => type.FixedPoint.IsSigned ? SampleType.Int8 : SampleType.UInt8,
            (H5DataTypeClass.FixedPoint, 2) => type.FixedPoint.IsSigned ? SampleType.Int16 : SampleType.UInt16,
            (H5DataTypeClass.FixedPoint, 4) => type.FixedPoint.IsSigned ? SampleType.Int32 : SampleType.UInt32,
            (H5DataTypeClass.FixedPoint, 8) => type.FixedPoint.IsSigned ? SampleType.Int64 : SampleType.UInt64,
            (H5DataTypeClass.FloatingPoint, 2) => SampleType.Float16,
            (H5DataTypeClass.FloatingPoint, 4) => SampleType.Float32,
            (H5DataTypeClass.FloatingPoint, 8) => SampleType.Float64,
            (H5DataTypeClass.Compound, 8 or 16) when IsComplex(type) => type.Size == 8 ? SampleType.Complex64 : SampleType.Complex128,
            _ => null,
        };
        return (numeric, numeric is { } known ? SampleConversion.NameOf(known) : NameOf(type));
    }

    static bool IsComplex(IH5DataType type) =>
        type.Compound.Members is [{ Name: "r", Offset: 0, Type.Class: H5DataTypeClass.FloatingPoint }, { Name: "i", Type.Class: H5DataTypeClass.FloatingPoint } second]
        && second.Offset * 2 == type.Size && second.Type.Size * 2 == type.Size;

    static string NameOf(IH5DataType type) => type.Class switch
    {
        H5DataTypeClass.Compound when type.Compound.Members.Select(member => member.Name).Take(3).SequenceEqual(["R", "G", "B"]) => "rgb",
        H5DataTypeClass.VariableLength => "ragged",
        var other => other.ToString().ToLowerInvariant(),
    };

    // PureHDF names no byte order; it refuses to decode the other one, before it touches the samples.
    static bool IsBigEndian(NativeDataset dataset, int size)
    {
        try
        {
            if (size == 2) dataset.Read(Span<short>.Empty, new NoneSelection());
            else if (size == 4) dataset.Read(Span<int>.Empty, new NoneSelection());
            else if (size == 8) dataset.Read(Span<long>.Empty, new NoneSelection());
            return false;
        }
        catch (Exception error)
        {
            return error.Message.Contains("Byte order", StringComparison.Ordinal);
        }
    }
}

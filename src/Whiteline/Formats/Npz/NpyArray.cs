using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Whiteline.Spectra;

namespace Whiteline.Formats.Npz;

/// <summary>A NumPy array in memory, C order, as its stored bytes.</summary>
public sealed class NpyArray
{
    readonly byte[] data;
    readonly SampleType? type;
    readonly int itemBytes;
    readonly bool bigEndian;

    internal NpyArray(NpyHeader header, byte[] data)
    {
        (type, itemBytes, bigEndian, Shape) = (header.Type, header.ItemBytes, header.BigEndian, header.Shape);
        this.data = header.FortranOrder && Shape.Length > 1 ? InCOrder(data, Shape, itemBytes) : data;
    }

    /// <summary>An array of numbers to be written.</summary>
    public NpyArray(float[] values, params int[] shape) : this(new(SampleType.Float32, 0, false, false, shape, 0), MemoryMarshal.AsBytes(values.AsSpan()).ToArray()) => RequireFit(values.Length);

    /// <summary>An array of numbers to be written.</summary>
    public NpyArray(double[] values, params int[] shape) : this(new(SampleType.Float64, 0, false, false, shape, 0), MemoryMarshal.AsBytes(values.AsSpan()).ToArray()) => RequireFit(values.Length);

    /// <summary>An array of truth values to be written.</summary>
    public NpyArray(bool[] values, params int[] shape) : this(new(SampleType.Bool, 1, false, false, shape, 0), Array.ConvertAll(values, value => (byte)(value ? 1 : 0))) => RequireFit(values.Length);

    /// <summary>An array of text to be written.</summary>
    public NpyArray(IReadOnlyList<string> values, params int[] shape) : this(new(null, TextLengthOf(values), false, false, shape, 0), Utf32(values)) => RequireFit(values.Count);

    /// <summary>Sizes of the axes, C order; empty for a scalar.</summary>
    public int[] Shape { get; }

    /// <summary>Number of items.</summary>
    public int Count => data.Length / itemBytes;

    /// <summary>True for text.</summary>
    public bool IsText => type is null;

    /// <summary>NumPy's name of the type; <c>str</c> for text.</summary>
    public string TypeName => type is { } numeric ? SampleConversion.NameOf(numeric) : "str";

    /// <summary>The items as float32.</summary>
    /// <exception cref="InvalidOperationException">They are text.</exception>
    public float[] ToSingles()
    {
        var values = new float[Count];
        SampleConversion.Convert(data, Numeric, bigEndian, values);
        return values;
    }

    /// <summary>The items as float64.</summary>
    /// <exception cref="InvalidOperationException">They are text.</exception>
    public double[] ToDoubles()
    {
        var values = new double[Count];
        SampleConversion.Convert(data, Numeric, bigEndian, values);
        return values;
    }

    /// <summary>The items as text, trailing zero characters removed as NumPy does.</summary>
    /// <exception cref="InvalidOperationException">They are numbers.</exception>
    public string[] ToStrings()
    {
        if (!IsText) throw new InvalidOperationException("The array holds numbers.");
        var encoding = new UTF32Encoding(bigEndian, byteOrderMark: false);
        var values = new string[Count];
        for (var i = 0; i < values.Length; i++) values[i] = encoding.GetString(data, i * itemBytes, itemBytes).TrimEnd('\0');
        return values;
    }

    /// <summary>The samples of a signal, converted where they are read: the array is in memory once.</summary>
    public ISampleSource ToSamples() => new StoredSamples(data, Numeric, bigEndian);

    internal void WriteTo(Stream stream)
    {
        var descr = type switch { null => $"<U{itemBytes / 4}", SampleType.Float32 => "<f4", SampleType.Bool => "|b1", _ => "<f8" };
        stream.Write(NpyHeader.Format(descr, Shape));
        if (BitConverter.IsLittleEndian || IsText || itemBytes == 1) stream.Write(data);
        else foreach (var value in ToDoubles()) WriteLittleEndian(stream, value);
    }

    SampleType Numeric => type ?? throw new InvalidOperationException("The array holds text.");

    void WriteLittleEndian(Stream stream, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (type is SampleType.Float32) BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
        else BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        stream.Write(bytes[..itemBytes]);
    }

    void RequireFit(int count)
    {
        if (count != Shape.Aggregate(1L, (product, size) => product * size)) throw new ArgumentException($"{count} values do not fill the shape ({string.Join(", ", Shape)}).");
    }

    static int TextLengthOf(IReadOnlyList<string> values) => Math.Max(1, values.Select(value => value.EnumerateRunes().Count()).DefaultIfEmpty(1).Max());

    static byte[] Utf32(IReadOnlyList<string> values)
    {
        var item = 4 * TextLengthOf(values);
        var bytes = new byte[values.Count * item];
        var encoding = new UTF32Encoding(bigEndian: false, byteOrderMark: false);
        for (var i = 0; i < values.Count; i++) encoding.GetBytes(values[i], bytes.AsSpan(i * item, item));
        return bytes;
    }

    static byte[] InCOrder(byte[] stored, int[] shape, int itemBytes)
    {
        var ordered = new byte[stored.Length];
        var strides = new int[shape.Length];
        for (int axis = 0, stride = 1; axis < shape.Length; stride *= shape[axis++]) strides[axis] = stride;
        var index = new int[shape.Length];
        for (var i = 0; i < stored.Length / itemBytes; i++)
        {
            var from = 0;
            for (var axis = 0; axis < shape.Length; axis++) from += index[axis] * strides[axis];
            stored.AsSpan(from * itemBytes, itemBytes).CopyTo(ordered.AsSpan(i * itemBytes));
            for (var axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }
        return ordered;
    }
}

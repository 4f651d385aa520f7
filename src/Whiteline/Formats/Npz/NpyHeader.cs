using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Whiteline.Spectra;

namespace Whiteline.Formats.Npz;

/// <summary>
/// The header of a NumPy array file, versions 1.0 to 3.0 (numpy.lib.format): magic, version, header length and a Python dictionary literal
/// with <c>descr</c>, <c>fortran_order</c> and <c>shape</c>, which is read by patterns and never evaluated.
/// </summary>
/// <param name="Type">Sample type; null for text.</param>
/// <param name="TextLength">Characters of a text item (NumPy's <c>U</c>, four bytes each); 0 for numbers.</param>
/// <param name="BigEndian">True when the high byte is stored first.</param>
/// <param name="FortranOrder">True when the first index runs fastest.</param>
/// <param name="Shape">Sizes of the axes; empty for a scalar.</param>
/// <param name="DataOffset">Where the data begins, bytes.</param>
sealed partial record NpyHeader(SampleType? Type, int TextLength, bool BigEndian, bool FortranOrder, int[] Shape, int DataOffset)
{
    /// <summary>No header is longer than this; NumPy's own limit is 10,000.</summary>
    public const int LargestHeader = 64 << 10;

    const int LargestDimensions = 32;
    const int LargestText = 1 << 28;

    static readonly (string Code, SampleType Type)[] Codes =
    [
        ("b1", SampleType.Bool), ("i1", SampleType.Int8), ("u1", SampleType.UInt8), ("i2", SampleType.Int16), ("u2", SampleType.UInt16),
        ("i4", SampleType.Int32), ("u4", SampleType.UInt32), ("i8", SampleType.Int64), ("u8", SampleType.UInt64), ("f2", SampleType.Float16),
        ("f4", SampleType.Float32), ("f8", SampleType.Float64), ("c8", SampleType.Complex64), ("c16", SampleType.Complex128),
    ];

    /// <summary>First bytes of every NumPy array file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Stored bytes of one item.</summary>
    public int ItemBytes => Type is { } type ? SampleConversion.SizeOf(type) : 4 * TextLength;

    /// <summary>Number of items.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);

    /// <summary>Reads the header from the first bytes of a file (up to <see cref="LargestHeader"/> of them).</summary>
    /// <param name="head">First bytes.</param>
    /// <param name="source">File and array, for messages.</param>
    /// <exception cref="BadInputException">It is damaged, holds Python objects, or a type that is not read.</exception>
    public static NpyHeader Parse(ReadOnlySpan<byte> head, string source)
    {
        if (head.Length < 12 || !head.StartsWith(Magic)) throw Damaged(source, "it does not start as a NumPy array does");
        var version = head[6];
        if (version is < 1 or > 3) throw BadInputException.In(source, $"it is of NumPy format version {version}.{head[7]}", "Versions 1.0 to 3.0 are read: save it again with numpy.save.");
        var start = version == 1 ? 10 : 12;
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(head[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        if (length > head.Length - start) throw Damaged(source, "its header is cut short or longer than NumPy allows");
        var text = Encoding.UTF8.GetString(head.Slice(start, (int)length));
        var descr = Descr().Match(text);
        var order = Order().Match(text);
        var shape = ShapeOf().Match(text);
        if (!descr.Success || !order.Success || !shape.Success)
            throw BadInputException.In(source, "it holds a structured array, or its header is damaged", "Save plain numeric or text arrays.");
        var (type, textLength, bigEndian) = TypeOf(descr.Groups[1].Value, source);
        return new(type, textLength, bigEndian, order.Groups[1].Value == "True", Sizes(shape.Groups[1].Value, source), start + (int)length);
    }

    /// <summary>The header of an array that is written: version 1.0 (2.0 if it must), little-endian, C order, padded to 64 bytes.</summary>
    public static byte[] Format(string descr, IReadOnlyList<int> shape)
    {
        var sizes = string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + (shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({sizes}), }}";
        var padded = (10 + text.Length + 1 + 63) / 64 * 64 - 10;
        var bytes = new byte[10 + padded];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), checked((ushort)padded));
        bytes.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    static (SampleType?, int, bool) TypeOf(string descr, string source)
    {
        var code = descr.TrimStart('<', '>', '|', '=');
        var bigEndian = descr.StartsWith('>');
        foreach (var (known, type) in Codes) if (known == code) return (type, 0, bigEndian);
        // An item without bytes would let a tiny file claim any number of them, and four bytes a character must not overflow.
        if (code.StartsWith('U') && int.TryParse(code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= LargestText) return (null, length, bigEndian);
        if (code.StartsWith('O')) throw BadInputException.In(source, "it holds Python objects (a pickle), which could run code", "Save plain numeric or text arrays, for example with `array.astype('U')`.");
        throw BadInputException.In(source, $"its type '{descr}' is not read", "Save numbers, booleans or unicode text.");
    }

    static int[] Sizes(string text, string source)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > LargestDimensions) throw Damaged(source, $"it claims {parts.Length} dimensions");
        var sizes = new int[parts.Length];
        var count = 1L;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!int.TryParse(parts[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i])) throw Damaged(source, "its shape is damaged");
            count = Math.BigMul(count, sizes[i], out var low) == 0 && low >= 0 ? low : throw Damaged(source, "its shape is damaged");
        }
        return count <= long.MaxValue / 64 ? sizes : throw Damaged(source, "its shape is damaged");
    }

    static BadInputException Damaged(string source, string problem) =>
        BadInputException.In(source, problem, "It is no NumPy array or was cut short: save it again.");

    [GeneratedRegex(@"'descr'\s*:\s*'([^']{1,16})'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\(([0-9L,\s]{0,512})\)")]
    private static partial Regex ShapeOf();
}

using System.Buffers.Binary;
using System.Text;

namespace Whiteline.Testing;

/// <summary>A tag that <see cref="DmBuilder"/> writes.</summary>
public abstract record DmNode(string Name);

/// <summary>A group of tags.</summary>
public sealed record DmGroup(string Name, params DmNode[] Children) : DmNode(Name);

/// <summary>A number of a DM type: 3 int32, 5 uint32, 6 float32, 7 float64, 8 bool.</summary>
public sealed record DmNumber(string Name, double Value, int Code = 7) : DmNode(Name);

/// <summary>A struct of int32.</summary>
public sealed record DmStruct(string Name, params int[] Values) : DmNode(Name);

/// <summary>A text, stored as an array of UTF-16 units.</summary>
public sealed record DmString(string Name, string Value) : DmNode(Name);

/// <summary>
/// An array of a DM type (or, with two codes, of structs), its bytes in the file's byte order. A claimed count may lie or leave a hole.
/// </summary>
public sealed record DmData(string Name, int[] Codes, byte[] Bytes, long Count) : DmNode(Name);

/// <summary>Bytes as they are, in place of a tag.</summary>
public sealed record DmRaw(byte[] Bytes) : DmNode("");

/// <summary>Builds DM3 and DM4 files for tests, sound ones and others.</summary>
/// <param name="version">3 or 4, or another to be refused.</param>
/// <param name="bigEndian">Byte order of the values.</param>
public sealed class DmBuilder(int version = 4, bool bigEndian = false)
{
    readonly List<DmNode> images = [];
    readonly List<DmNode> roots = [];

    /// <summary>Version of the layout: that of DM4 for versions that do not exist.</summary>
    public int Layout => version == 3 ? 3 : 4;

    /// <summary>Adds an image.</summary>
    /// <param name="name">Its title.</param>
    /// <param name="type">DM's data type.</param>
    /// <param name="codes">Codes of the array's elements.</param>
    /// <param name="bytes">The samples, x fastest, in the file's byte order.</param>
    /// <param name="dimensions">Sizes and calibrations, x first.</param>
    /// <param name="tags">Its ImageTags.</param>
    /// <param name="count">Elements of the array.</param>
    public DmBuilder Image(string name, int type, int[] codes, byte[] bytes, (int Size, double Origin, double Scale, string Units)[] dimensions, DmNode[]? tags = null, long? count = null)
    {
        var element = codes.Sum(SizeOf);
        images.Add(new DmGroup(
            "",
            new DmGroup(
                "ImageData",
                new DmGroup(
                    "Calibrations",
                    new DmGroup("Brightness", new DmString("Units", "e-")),
                    new DmGroup("Dimension", [.. dimensions.Select(d => new DmGroup("", new DmNumber("Origin", d.Origin), new DmNumber("Scale", d.Scale), new DmString("Units", d.Units)))])),
                new DmData("Data", codes, bytes, count ?? bytes.Length / element),
                new DmNumber("DataType", type, 5),
                new DmGroup("Dimensions", [.. dimensions.Select(d => new DmNumber("", d.Size, 5))])),
            new DmGroup("ImageTags", tags ?? []),
            new DmString("Name", name)));
        return this;
    }

    /// <summary>Adds a float32 spectrum image whose sample at (row, column, channel) is 10,000 row + 100 column + channel.</summary>
    public DmBuilder SpectrumImage(int rows, int columns, int channels, string name = "EELS SI", params DmNode[] tags)
    {
        var bytes = new byte[rows * columns * channels * 4];
        var at = 0;
        for (var channel = 0; channel < channels; channel++)
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++, at += 4)
                    WriteSingle(bytes.AsSpan(at), 10_000 * row + 100 * column + channel);
        return Image(
            name, 2, [6], bytes, [(columns, 0, 2, "nm"), (rows, 0, 2, "nm"), (channels, -1400, 0.5, "eV")],
            [new DmGroup("Meta Data", new DmString("Format", "Spectrum image"), new DmString("Signal", "EELS")), .. tags]);
    }

    /// <summary>Adds an RGB thumbnail of 2 × 2 pixels.</summary>
    public DmBuilder Thumbnail() => Image("Image Of it", 23, [5], new byte[16], [(2, 0, 1, ""), (2, 0, 1, "")]);

    /// <summary>Adds a tag to the root, ahead of the list of images.</summary>
    public DmBuilder Root(DmNode node)
    {
        roots.Add(node);
        return this;
    }

    /// <summary>Lists an image as a thumbnail.</summary>
    public DmBuilder ListThumbnail(int index)
    {
        thumbnails = [.. thumbnails, new DmGroup("", new DmNumber("ImageIndex", index, 5))];
        return this;
    }

    DmNode[] thumbnails = [];

    /// <summary>The file.</summary>
    public byte[] Build()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    /// <summary>Writes the file; an array that claims more elements than it has bytes for leaves a hole.</summary>
    public void Write(Stream stream)
    {
        Put(stream, 4, version);
        Put(stream, Word, 0);
        Put(stream, 4, bigEndian ? 0 : 1);
        DmNode[] all = [.. roots, new DmGroup("ImageList", [.. images]), .. thumbnails.Length > 0 ? [new DmGroup("Thumbnails", thumbnails)] : Array.Empty<DmNode>()];
        Open(stream, all.Length);
        foreach (var node in all) Write(stream, node);
        stream.Write(new byte[8]);
    }

    /// <summary>Float32 bytes in the file's byte order.</summary>
    public void WriteSingle(Span<byte> at, float value)
    {
        if (bigEndian) BinaryPrimitives.WriteSingleBigEndian(at, value);
        else BinaryPrimitives.WriteSingleLittleEndian(at, value);
    }

    int Word => Layout == 3 ? 4 : 8;

    void Write(Stream stream, DmNode node)
    {
        if (node is DmRaw raw)
        {
            stream.Write(raw.Bytes);
            return;
        }
        stream.WriteByte((byte)(node is DmGroup ? 20 : 21));
        Put(stream, 2, node.Name.Length);
        stream.Write(Encoding.Latin1.GetBytes(node.Name));
        var sizeAt = stream.Position;
        if (Layout == 4) Put(stream, 8, 0);
        WriteContent(stream, node);
        if (Layout == 3) return;
        var end = stream.Position;
        stream.Position = sizeAt;
        Put(stream, 8, end - sizeAt - 8);
        stream.Position = end;
    }

    void WriteContent(Stream stream, DmNode node)
    {
        switch (node)
        {
            case DmGroup group:
                Open(stream, group.Children.Length);
                foreach (var child in group.Children) Write(stream, child);
                break;
            case DmNumber number:
                Describe(stream, number.Code);
                Value(stream, number.Code, number.Value);
                break;
            case DmStruct fields:
                Describe(stream, [15, 0, fields.Values.Length, .. fields.Values.SelectMany(_ => new long[] { 0, 3 })]);
                foreach (var value in fields.Values) Value(stream, 3, value);
                break;
            case DmString text:
                Describe(stream, 20, 4, text.Value.Length);
                stream.Write((bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetBytes(text.Value));
                break;
            case DmData data:
                if (data.Codes.Length == 1) Describe(stream, 20, data.Codes[0], data.Count);
                else Describe(stream, [20, 15, 0, data.Codes.Length, .. data.Codes.SelectMany(code => new long[] { 0, code }), data.Count]);
                stream.Write(data.Bytes);
                Leave(stream, data.Count * data.Codes.Sum(SizeOf) - data.Bytes.Length);
                break;
        }
    }

    // A hole is left only by a file: a lying count in memory stays a lie.
    static void Leave(Stream stream, long bytes)
    {
        if (bytes > 0 && stream is FileStream) stream.Position += bytes;
    }

    void Open(Stream stream, int count)
    {
        stream.WriteByte(1);
        stream.WriteByte(0);
        Put(stream, Word, count);
    }

    void Describe(Stream stream, params long[] words)
    {
        stream.Write("%%%%"u8);
        Put(stream, Word, words.Length);
        foreach (var word in words) Put(stream, Word, word);
    }

    void Value(Stream stream, int code, double value)
    {
        Span<byte> bytes = stackalloc byte[SizeOf(code)];
        if (code == 6) WriteSingle(bytes, (float)value);
        else if (code == 7) BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        else
        {
            Span<byte> whole = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(whole, (long)value);
            whole[^bytes.Length..].CopyTo(bytes);
        }
        if (!bigEndian && code != 6) bytes.Reverse();
        stream.Write(bytes);
    }

    // Numbers of the structure are big-endian.
    static void Put(Stream stream, int bytes, long value)
    {
        Span<byte> whole = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(whole, value);
        stream.Write(whole[^bytes..]);
    }

    /// <summary>Size of a simple DM type, bytes.</summary>
    public static int SizeOf(int code) => code switch { 8 or 9 or 10 => 1, 2 or 4 => 2, 3 or 5 or 6 => 4, _ => 8 };
}

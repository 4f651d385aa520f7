using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Whiteline.Learning.ModelFiles;

/// <summary>
/// A message in the wire format of protocol buffers (protobuf.dev, "Encoding"): fields as tag and value, of which ONNX needs numbers, text,
/// bytes and messages within messages.
/// </summary>
sealed class ProtoMessage
{
    const int Varint = 0, Delimited = 2, Fixed32 = 5;

    readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>Adds a whole number.</summary>
    public ProtoMessage Add(int field, long value)
    {
        Number((ulong)field << 3 | Varint);
        Number((ulong)value);
        return this;
    }

    /// <summary>Adds a number of single precision.</summary>
    public ProtoMessage Add(int field, float value)
    {
        Number((ulong)field << 3 | Fixed32);
        Span<byte> raw = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(raw, value);
        bytes.Write(raw);
        return this;
    }

    /// <summary>Adds text.</summary>
    public ProtoMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a message.</summary>
    public ProtoMessage Add(int field, ProtoMessage value) => Add(field, value.bytes.WrittenSpan);

    /// <summary>Adds bytes.</summary>
    public ProtoMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Number((ulong)field << 3 | Delimited);
        Number((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    /// <summary>Writes the message.</summary>
    public void WriteTo(Stream stream) => stream.Write(bytes.WrittenSpan);

    void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Write([(byte)(value | 0x80)]);
        bytes.Write([(byte)value]);
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Whiteline.Learning.ModelFiles;

/// <summary>
/// Named float32 arrays in the safetensors layout: eight bytes header length, a JSON header of name → dtype, shape and byte range, then
/// the raw little-endian data. Nothing in it can run; every range is checked against the bytes that are there.
/// </summary>
static class Safetensors
{
    const int LargestHeader = 1 << 20;

    public static byte[] Write(IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
    {
        var header = new JsonObject();
        var offset = 0L;
        foreach (var (name, (shape, values)) in tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var end = offset + values.Length * (long)sizeof(float);
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }
        // The data starts at a multiple of eight bytes: the header is padded with spaces.
        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        var padded = (text.Length + 7) / 8 * 8;
        var bytes = new byte[8 + padded + offset];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        bytes.AsSpan(8, padded).Fill((byte)' ');
        text.CopyTo(bytes, 8);
        var position = 8 + padded;
        foreach (var (_, (_, values)) in tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            foreach (var value in values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(position), value);
                position += sizeof(float);
            }
        return bytes;
    }

    /// <exception cref="BadInputException">The header or a range is damaged.</exception>
    public static IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Read(ReadOnlySpan<byte> bytes, string source)
    {
        try
        {
            if (bytes.Length < 8) throw new JsonException("too short");
            var length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
            if (length is < 2 or > LargestHeader || length > bytes.Length - 8) throw new JsonException("header length");
            using var header = JsonDocument.Parse(bytes.Slice(8, (int)length).ToArray(), new JsonDocumentOptions { MaxDepth = 8 });
            var data = bytes[(8 + (int)length)..];
            var tensors = new Dictionary<string, (int[], float[])>(StringComparer.Ordinal);
            foreach (var entry in header.RootElement.EnumerateObject())
                if (entry.Name != "__metadata__") tensors.Add(entry.Name, ReadOne(entry.Value, data));
            return tensors;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException or KeyNotFoundException)
        {
            throw BadInputException.In(source, "its weights are damaged", "Train the model again, or take an undamaged copy.", error);
        }
    }

    static (int[] Shape, float[] Values) ReadOne(JsonElement entry, ReadOnlySpan<byte> data)
    {
        if (entry.GetProperty("dtype").GetString() != "F32") throw new JsonException("dtype");
        int[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        var count = 1L;
        foreach (var size in shape) count = size >= 0 ? checked(count * size) : throw new JsonException("shape");
        long[] range = [.. entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (range is not [>= 0 and var from, var to] || to > data.Length || to - from != checked(count * sizeof(float))) throw new JsonException("range");
        var slice = data[(int)from..(int)to];
        var values = new float[count];
        if (BitConverter.IsLittleEndian) slice.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        else for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(slice[(i * sizeof(float))..]);
        return (shape, values);
    }
}

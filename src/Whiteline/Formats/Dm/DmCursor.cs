using System.Buffers.Binary;
using System.Text;

namespace Whiteline.Formats.Dm;

/// <summary>Walks a DM file forward through one small buffer; numbers of the structure are big-endian, whatever the byte order of the values.</summary>
sealed class DmCursor(SampleFile file)
{
    const int BufferBytes = 1 << 16;

    readonly byte[] buffer = new byte[BufferBytes];
    long bufferStart;
    int filled;

    /// <summary>Where the next byte is read.</summary>
    public long Position { get; set; }

    /// <summary>Length of the file, bytes.</summary>
    public long Length { get; } = file.Length;

    /// <summary>Bytes from here to the end.</summary>
    public long Left => Length - Position;

    /// <summary>The next bytes (at most the buffer's size), and steps over them.</summary>
    /// <exception cref="DmDamage">The file ends before.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left) throw new DmDamage($"it ends at byte {Length}, within a tag");
        if (Position < bufferStart || Position + count > bufferStart + filled)
        {
            bufferStart = Position;
            filled = (int)Math.Min(BufferBytes, Left);
            file.ReadExactly(bufferStart, buffer.AsSpan(0, filled));
        }
        var taken = buffer.AsSpan((int)(Position - bufferStart), count);
        Position += count;
        return taken;
    }

    /// <summary>Steps over bytes.</summary>
    /// <exception cref="DmDamage">The file ends before.</exception>
    public void Skip(long count)
    {
        if (count < 0 || count > Left) throw new DmDamage($"a tag at byte {Position} claims {count} bytes where {Left} are left");
        Position += count;
    }

    public byte Byte() => Take(1)[0];

    public int Int16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    /// <summary>A count of the structure: 4 bytes in DM3, 8 in DM4.</summary>
    public long Count(int version) => version == 3 ? Int32() : BinaryPrimitives.ReadInt64BigEndian(Take(8));

    /// <summary>A tag's name; what exceeds <paramref name="kept"/> bytes is stepped over.</summary>
    public string Name(int length, int kept)
    {
        var name = Encoding.Latin1.GetString(Take(Math.Min(length, kept)));
        Skip(length - Math.Min(length, kept));
        return name;
    }
}

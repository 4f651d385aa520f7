using System.Buffers.Binary;
using System.Numerics;

namespace Whiteline.Hdf5;

/// <summary>
/// Checks the sum behind an object header of version 2 ("HDF5 File Format Specification" 3.0, IV.A.1.b), which PureHDF steps over: the
/// lengths in a damaged header would otherwise be believed.
/// </summary>
static class HeaderCheck
{
    const int LargestHeader = 1 << 24;

    /// <summary>Looks ahead when the bytes just read end the signature of such a header; the position of the file stays.</summary>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static void Run(FileStream file, ReadOnlySpan<byte> read)
    {
        // PureHDF reads the first letter, O, as a version number.
        if (!read.SequenceEqual("HDR"u8)) return;
        var position = file.Position;
        file.Position = position - 4;
        Span<byte> head = stackalloc byte[34];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.Length == 34 && head[0] == 'O') Verify(file, position - 4, head);
        file.Position = position;
    }

    static void Verify(FileStream file, long start, ReadOnlySpan<byte> head)
    {
        var flags = head[5];
        var sizeAt = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        Span<byte> size = stackalloc byte[8];
        head.Slice(sizeAt, 1 << (flags & 3)).CopyTo(size);
        var messages = BinaryPrimitives.ReadUInt64LittleEndian(size);
        if (messages > Math.Min((ulong)(file.Length - start), LargestHeader)) throw new InvalidDataException("an object header reaches beyond the file");
        var bytes = new byte[sizeAt + (1 << (flags & 3)) + (int)messages + 4];
        file.Position = start;
        file.ReadExactly(bytes);
        if (Lookup3(bytes.AsSpan(0, bytes.Length - 4)) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4)))
            throw new InvalidDataException("the checksum of an object header is wrong");
    }

    // R. J. Jenkins, lookup3 (2006), hashlittle() with the initial value 0, as HDF5 uses it.
    static uint Lookup3(ReadOnlySpan<byte> key)
    {
        uint a = 0xdeadbeef + (uint)key.Length, b = a, c = a;
        Span<byte> last = stackalloc byte[12];
        for (; ; key = key[12..])
        {
            var isLast = key.Length <= 12;
            if (isLast) key.CopyTo(last);
            if (key.IsEmpty) return c;
            var words = isLast ? last : key;
            a += BinaryPrimitives.ReadUInt32LittleEndian(words);
            b += BinaryPrimitives.ReadUInt32LittleEndian(words[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(words[8..]);
            if (isLast) return Final(a, b, c);
            a -= c; a ^= BitOperations.RotateLeft(c, 4); c += b;
            b -= a; b ^= BitOperations.RotateLeft(a, 6); a += c;
            c -= b; c ^= BitOperations.RotateLeft(b, 8); b += a;
            a -= c; a ^= BitOperations.RotateLeft(c, 16); c += b;
            b -= a; b ^= BitOperations.RotateLeft(a, 19); a += c;
            c -= b; c ^= BitOperations.RotateLeft(b, 4); b += a;
        }
    }

    static uint Final(uint a, uint b, uint c)
    {
        c ^= b; c -= BitOperations.RotateLeft(b, 14);
        a ^= c; a -= BitOperations.RotateLeft(c, 11);
        b ^= a; b -= BitOperations.RotateLeft(a, 25);
        c ^= b; c -= BitOperations.RotateLeft(b, 16);
        a ^= c; a -= BitOperations.RotateLeft(c, 4);
        b ^= a; b -= BitOperations.RotateLeft(a, 14);
        c ^= b; c -= BitOperations.RotateLeft(b, 24);
        return c;
    }
}

using System.Buffers.Binary;

namespace Whiteline.Formats.Dm;

/// <summary>Reads the value of one tag: small ones now, arrays only as a place in the file.</summary>
sealed class DmValueReader(DmCursor cursor, int version, bool bigEndian)
{
    const int Struct = 15;
    const int Text = 18;
    const int Array = 20;
    const int MaxDescription = 4096;
    const int KeptStructFields = 16;
    const int MaxNesting = 8;

    /// <summary>Reads the value, or says why it cannot be followed.</summary>
    /// <param name="name">The tag's name.</param>
    /// <param name="keep">False steps over the value.</param>
    /// <param name="tag">The tag; null when not kept or of no use.</param>
    /// <param name="problem">What was found when false is returned.</param>
    /// <exception cref="DmDamage">A length reaches beyond the file.</exception>
    public bool TryRead(string name, bool keep, out DmTag? tag, out string problem)
    {
        tag = null;
        problem = $"the tag '{name}' before byte {cursor.Position} has a value of an unknown kind";
        if (!cursor.Take(4).SequenceEqual("%%%%"u8)) return false;
        var length = cursor.Count(version);
        if (length is < 1 or > MaxDescription) return false;
        var description = new long[length];
        for (var i = 0; i < description.Length; i++) description[i] = cursor.Count(version);
        return description[0] switch
        {
            Struct => TryStruct(name, keep, description, out tag),
            Array or Text => TryArray(name, keep, description, out tag),
            _ => TryNumber(name, keep, description[0], out tag),
        };
    }

    bool TryNumber(string name, bool keep, long type, out DmTag? tag)
    {
        tag = null;
        if (SizeOf(type) is not { } size) return false;
        var stored = cursor.Take(size);
        if (keep) tag = new(name) { Number = Number(stored, type) };
        return true;
    }

    bool TryStruct(string name, bool keep, long[] description, out DmTag? tag)
    {
        tag = null;
        var at = 0;
        if (ElementBytes(description, ref at, 0) is not { } bytes) return false;
        var fields = (int)description[2];
        if (!keep || fields > KeptStructFields)
        {
            cursor.Skip(bytes);
            return true;
        }
        var numbers = new double[fields];
        for (var i = 0; i < fields; i++)
        {
            var type = description[4 + 2 * i];
            numbers[i] = Number(cursor.Take(SizeOf(type)!.Value), type);
        }
        tag = new(name) { Numbers = numbers };
        return true;
    }

    bool TryArray(string name, bool keep, long[] description, out DmTag? tag)
    {
        tag = null;
        var at = description[0] == Array ? 1 : 0;
        if (at >= description.Length) return false;
        var type = description[at];
        if (ElementBytes(description, ref at, 0) is not { } element) return false;
        var count = description[0] == Text ? 1 : at < description.Length ? description[at] : -1;
        if (count < 0) return false;
        if (element > 0 && count > cursor.Left / element)
            throw new DmDamage($"the tag '{name}' claims {count} elements of {element} byte(s) where {cursor.Left} bytes are left");
        if (keep) tag = new(name) { Array = new(cursor.Position, count, (int)type, count * element) };
        cursor.Skip(count * element);
        return true;
    }

    // Bytes of one element from its description, of which `at` is stepped over; null when it is of an unknown type.
    long? ElementBytes(long[] description, ref int at, int depth)
    {
        if (at >= description.Length || depth > MaxNesting) return null;
        var type = description[at++];
        if (SizeOf(type) is { } size) return size;
        if (type == Text) return at < description.Length && Plausible(description[at]) ? description[at++] : null;
        if (type == Array)
        {
            if (ElementBytes(description, ref at, depth + 1) is not { } element || at >= description.Length || !Plausible(description[at])) return null;
            var count = description[at++];
            return element > 0 && count > cursor.Left / element ? null : element * count;
        }
        return type == Struct ? StructBytes(description, ref at) : null;
    }

    static long? StructBytes(long[] description, ref int at)
    {
        if (at + 2 > description.Length) return null;
        var fields = description[at + 1];
        if (fields < 0 || fields > (description.Length - at - 2) / 2) return null;
        long bytes = 0;
        for (var i = 0; i < fields; i++)
        {
            if (SizeOf(description[at + 3 + 2 * i]) is not { } size) return null;
            bytes += size;
        }
        at += 2 + 2 * (int)fields;
        return bytes;
    }

    bool Plausible(long bytes) => bytes >= 0 && bytes <= cursor.Left;

    /// <summary>Size of a simple type, bytes; null when it is none.</summary>
    static int? SizeOf(long type) => type switch
    {
        8 or 9 or 10 => 1,
        2 or 4 => 2,
        3 or 5 or 6 => 4,
        7 or 11 or 12 => 8,
        _ => null,
    };

    double Number(ReadOnlySpan<byte> stored, long type) => type switch
    {
        2 => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(stored) : BinaryPrimitives.ReadInt16LittleEndian(stored),
        3 => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(stored) : BinaryPrimitives.ReadInt32LittleEndian(stored),
        4 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(stored) : BinaryPrimitives.ReadUInt16LittleEndian(stored),
        5 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(stored) : BinaryPrimitives.ReadUInt32LittleEndian(stored),
        6 => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(stored) : BinaryPrimitives.ReadSingleLittleEndian(stored),
        7 => bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(stored) : BinaryPrimitives.ReadDoubleLittleEndian(stored),
        11 => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(stored) : BinaryPrimitives.ReadInt64LittleEndian(stored),
        12 => bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(stored) : BinaryPrimitives.ReadUInt64LittleEndian(stored),
        9 => (sbyte)stored[0],
        _ => stored[0],
    };
}

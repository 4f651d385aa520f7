using System.Buffers.Binary;

namespace Whiteline.Testing;

/// <summary>Damages bytes in the ways that files are damaged, and in ways that only malice finds. The same number gives the same damage.</summary>
public static class Mutations
{
    static readonly long[] WildNumbers = [0, 1, -1, 127, 128, 255, 65_535, int.MaxValue, int.MinValue, uint.MaxValue, 1_000_000_000_000, long.MaxValue, long.MinValue, 1L << 40];

    /// <summary>A damaged copy.</summary>
    /// <param name="sound">What is damaged.</param>
    /// <param name="number">Which damage.</param>
    public static byte[] Of(ReadOnlySpan<byte> sound, int number)
    {
        // Its own small generator: the damage of a number may never change with the library.
        var dice = new Dice((ulong)number * 0x9E3779B97F4A7C15 + 1);
        var bytes = sound.ToArray();
        var times = 1 + dice.Below(4);
        for (var i = 0; i < times && bytes.Length > 0; i++) bytes = Once(bytes, dice);
        return bytes;
    }

    static byte[] Once(byte[] bytes, Dice dice) => dice.Below(8) switch
    {
        0 => FlipBits(bytes, dice),
        1 => bytes[..dice.Place(bytes.Length)],
        2 => Overwrite(bytes, dice, 4),
        3 => Overwrite(bytes, dice, 8),
        4 => Double(bytes, dice),
        5 => Splice(bytes, dice),
        6 => Fill(bytes, dice),
        _ => Cut(bytes, dice),
    };

    static byte[] FlipBits(byte[] bytes, Dice dice)
    {
        for (var i = dice.Below(16); i >= 0; i--) bytes[dice.Place(bytes.Length)] ^= (byte)(1 << dice.Below(8));
        return bytes;
    }

    static byte[] Overwrite(byte[] bytes, Dice dice, int size)
    {
        if (bytes.Length < size) return bytes;
        var wild = WildNumbers[dice.Below(WildNumbers.Length)];
        var field = bytes.AsSpan(dice.Place(bytes.Length - size + 1), size);
        Span<byte> whole = stackalloc byte[8];
        if (dice.Below(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(whole, wild);
            whole[..size].CopyTo(field);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(whole, wild);
            whole[^size..].CopyTo(field);
        }
        return bytes;
    }

    static byte[] Double(byte[] bytes, Dice dice)
    {
        var (start, length) = dice.Block(bytes.Length);
        return [.. bytes[..(start + length)], .. bytes[start..]];
    }

    static byte[] Splice(byte[] bytes, Dice dice)
    {
        var (start, length) = dice.Block(bytes.Length);
        bytes.AsSpan(start, length).ToArray().CopyTo(bytes, dice.Below(bytes.Length - length + 1));
        return bytes;
    }

    static byte[] Fill(byte[] bytes, Dice dice)
    {
        var (start, length) = dice.Block(bytes.Length);
        bytes.AsSpan(start, length).Fill((byte)dice.Below(256));
        return bytes;
    }

    static byte[] Cut(byte[] bytes, Dice dice)
    {
        var (start, length) = dice.Block(bytes.Length);
        return [.. bytes[..start], .. bytes[(start + length)..]];
    }

    sealed class Dice(ulong state)
    {
        public int Below(int bound)
        {
            // SplitMix64.
            state += 0x9E3779B97F4A7C15;
            var mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }

        // Half of the damage goes to the first kilobyte, where the structure of most formats lies.
        public int Place(int length) => Below(2) == 0 ? Below(length) : Below(Math.Min(length, 1024));

        public (int Start, int Length) Block(int length)
        {
            var start = Place(length);
            return (start, 1 + Below(Math.Min(length - start, 512)));
        }
    }
}

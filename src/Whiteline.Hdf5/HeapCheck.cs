using System.Buffers.Binary;

namespace Whiteline.Hdf5;

/// <summary>
/// Checks the sizes in the two heaps of HDF5 ("HDF5 File Format Specification" 3.0, III.D and III.E) against the length of the file.
/// PureHDF reserves what a heap claims before it reads it, and a damaged heap claims gigabytes.
/// </summary>
static class HeapCheck
{
    // Also the size of the header of a collection.
    const int ObjectHeader = 16;

    /// <summary>Looks ahead when the bytes just read are the signature of a heap; the position of the file stays.</summary>
    /// <exception cref="InvalidDataException">The heap claims more than the file holds.</exception>
    public static void Run(FileStream file, ReadOnlySpan<byte> read)
    {
        var isGlobal = read.SequenceEqual("GCOL"u8);
        if (!isGlobal && !read.SequenceEqual("HEAP"u8)) return;
        var position = file.Position;
        var size = SizeAt(file, position + 4);
        if (isGlobal) Walk(file, position - 4 + ObjectHeader, position - 4 + size);
        file.Position = position;
    }

    // PureHDF goes on behind the end of a collection whose objects overrun it.
    static void Walk(FileStream file, long at, long end)
    {
        Span<byte> index = stackalloc byte[2];
        while (at + ObjectHeader < end)
        {
            file.Position = at;
            file.ReadExactly(index);
            if (index is [0, 0]) return;
            at += ObjectHeader + ((SizeAt(file, at + 8) + 7) & ~7L);
        }
        if (at > end) throw new InvalidDataException("the objects of a heap overrun it");
    }

    static long SizeAt(FileStream file, long position)
    {
        Span<byte> bytes = stackalloc byte[8];
        file.Position = position;
        file.ReadExactly(bytes);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return size <= (ulong)file.Length ? (long)size : throw new InvalidDataException($"a heap claims {size} bytes in a file of {file.Length}");
    }
}

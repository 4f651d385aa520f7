using System.Buffers.Binary;

namespace Whiteline.Hdf5;

/// <summary>
/// Hides where a parent believes the links of a group to be ("HDF5 File Format Specification" 3.0, III.C, cache type 1). HDF5 leaves that behind when it
/// turns a group into the newer kind, as it does for the first link whose name is not ASCII, and PureHDF trusts it: a signal with an accent in its
/// title would not be found. Without it PureHDF asks the group itself.
/// </summary>
sealed class StaleLinks
{
    // With addresses of eight bytes, as h5py writes them: name, header, cache type, reserved, scratch pad.
    const int NodeHeader = 8;
    const int EntryBytes = 40;
    const int CacheTypeAt = 16;

    long first;
    long end;

    /// <summary>Notes a node of a symbol table when its signature was read, and changes the cache types that are read off it.</summary>
    /// <param name="file">The file; its position stays.</param>
    /// <param name="read">What was just read.</param>
    public void Hide(FileStream file, Span<byte> read)
    {
        if (read.Length != 4) return;
        var start = file.Position - read.Length;
        if (read.SequenceEqual("SNOD"u8)) Note(file, start);
        else if (start >= first && start < end && (start - first) % EntryBytes == CacheTypeAt && BinaryPrimitives.ReadUInt32LittleEndian(read) == 1) read.Clear();
    }

    void Note(FileStream file, long start)
    {
        var position = file.Position;
        Span<byte> head = stackalloc byte[4];
        file.ReadExactly(head);
        file.Position = position;
        first = start + NodeHeader;
        end = first + EntryBytes * BinaryPrimitives.ReadUInt16LittleEndian(head[2..]);
    }
}

using PureHDF.VOL.Native;

namespace Whiteline.Hdf5;

/// <summary>
/// Holds one chunk until the next is asked for, and writes it then. PureHDF's own cache holds every chunk until the file is closed, which
/// is the whole image.
/// </summary>
sealed class LatestChunk : IWritingChunkCache
{
    Memory<byte> chunk;
    ulong index;
    Action<ulong, Memory<byte>>? write;

    public Memory<byte> GetChunk(ulong chunkIndex, Func<Memory<byte>> chunkAllocator, Action<ulong, Memory<byte>> chunkWriter)
    {
        if (write is not null && index == chunkIndex) return chunk;
        Flush();
        // The writer that comes with a chunk writes under the index of that chunk, whatever index it is given.
        (chunk, index, write) = (chunkAllocator(), chunkIndex, chunkWriter);
        return chunk;
    }

    public void Flush(Action<ulong, Memory<byte>>? chunkWriter = null)
    {
        write?.Invoke(index, chunk);
        write = null;
    }
}

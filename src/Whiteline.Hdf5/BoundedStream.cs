using System.Runtime.CompilerServices;

namespace Whiteline.Hdf5;

/// <summary>
/// A file that gives out only so many bytes for one operation, and none when the stack runs low. The structure of a hostile HDF5 file may
/// be a ring or a ladder without end; whoever walks it has to read, and so is stopped here.
/// </summary>
sealed class BoundedStream(FileStream file) : Stream
{
    const long FreeBytes = 64L << 20;
    const long TimesLength = 64;

    readonly StaleLinks links = new();
    long left;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>Begins an operation: what it may read is counted anew.</summary>
    public void Renew() => left = FreeBytes + TimesLength * file.Length;

    public override int Read(Span<byte> buffer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if ((left -= buffer.Length) < 0) throw new InvalidDataException("its structure leads round in a circle");
        var read = file.Read(buffer);
        links.Hide(file, buffer[..read]);
        HeapCheck.Run(file, buffer[..read]);
        HeaderCheck.Run(file, buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}

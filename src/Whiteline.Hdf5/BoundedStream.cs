namespace Whiteline.Hdf5;

/// <summary>
/// A file that may be read only so often: a structure that points back to itself would otherwise be walked for ever. The bound is far
/// above what reading every byte many times needs.
/// </summary>
sealed class BoundedStream(Stream inner) : Stream
{
    const long Passes = 64;
    const long Reserve = 1 << 20;
    const long LargestCalls = 20_000_000;

    readonly long length = inner.Length;
    long budget = inner.Length * Passes + Reserve;
    long calls;

    /// <summary>Grants one more pass over the file: called before each request for samples.</summary>
    public void Renew()
    {
        budget = length * Passes + Reserve;
        calls = 0;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        budget -= read;
        if (budget < 0 || ++calls > LargestCalls) throw new InvalidDataException("The structure of the file refers to itself.");
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>
/// HyperSpy's HDF5 files (<c>.hspy</c>, formerly <c>.hdf5</c>): one group per signal under <c>Experiments</c>, each with <c>data</c>, one group per
/// axis, and metadata. Read lazily; written in compressed chunks that HyperSpy opens.
/// </summary>
public sealed class HspyFormat : ISpectrumFormat, ISpectrumWriter
{
    /// <inheritdoc/>
    public string Name => "HSPY";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".hspy", ".hdf5", ".h5"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path) => HspyGuard.Run(path, () =>
    {
        var file = new HspyFile(path);
        try
        {
            return HspyReader.Signals(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        foreach (var signal in signals)
            if (signal.Refusal is { } refusal) throw new BadInputException(refusal);
        AtomicFile.WriteNamed(path, temporary => HspyWriter.Write(temporary, signals, cancellation));
    }
}

using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>
/// HyperSpy's HDF5 files, versions 1.1 to 3.1, and those of the same layout that it writes now. Compressed chunks are read when their
/// samples are asked for. Written as version 3.1, which HyperSpy opens from 1.7 on.
/// </summary>
public sealed class HspyFormat : ISpectrumFormat, ISpectrumWriter
{
    /// <inheritdoc/>
    public string Name => "HyperSpy";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".hspy", ".hdf5", ".h5"];

    /// <inheritdoc/>
    public SignalParts Keeps => SignalParts.SpectralAxis | SignalParts.PixelSizes | SignalParts.Acquisition;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n']);

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path) => new HspyReader(path).Read();

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        if (signals.Count == 0) throw BadInputException.In(path, "there is no signal to write", "Give one or more.");
        if (signals.FirstOrDefault(signal => signal.Refusal is not null) is { Refusal: { } refusal }) throw new BadInputException(refusal);
        AtomicFile.WriteNamed(path, temporary => HspyWriter.Write(temporary, signals, cancellation));
    }
}

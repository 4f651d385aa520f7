using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>
/// HyperSpy's HDF5 files, versions 1.1 to 3.1, and those of the same layout that it writes now. Compressed chunks are read when their
/// samples are asked for.
/// </summary>
public sealed class HspyFormat : ISpectrumFormat
{
    /// <inheritdoc/>
    public string Name => "HyperSpy";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".hspy", ".hdf5", ".h5"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n']);

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path) => new HspyReader(path).Read();
}

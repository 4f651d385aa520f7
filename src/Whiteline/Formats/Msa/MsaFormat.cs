using System.Text;
using Whiteline.Spectra;

namespace Whiteline.Formats.Msa;

/// <summary>
/// EMSA/MAS and ISO 22029 text files of one spectrum. Written as version 1.0 with all digits of float64, so that a value read back equals
/// the value written.
/// </summary>
public sealed class MsaFormat : ISpectrumFormat, ISpectrumWriter
{
    /// <inheritdoc/>
    public string Name => "MSA";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".msa", ".emsa", ".ems", ".mas"];

    /// <inheritdoc/>
    public SignalParts Keeps => SignalParts.SpectralAxis | SignalParts.Acquisition;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 512)]);
        if (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal)) text = text[3..];
        var line = text.TrimStart().Split('\n')[0];
        return line.StartsWith('#') && line[1..].TrimStart().StartsWith("FORMAT", StringComparison.OrdinalIgnoreCase)
            && (line.Contains("EMSA", StringComparison.OrdinalIgnoreCase) || line.Contains("MAS ", StringComparison.Ordinal) || line.Contains("22029", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Signal> Open(string path) => [new MsaReader(path).Read()];

    /// <inheritdoc/>
    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default)
    {
        if (signals.Count != 1) throw BadInputException.In(path, $"an MSA file holds one spectrum and {signals.Count} signals were given", "A .hspy file holds them all.");
        var signal = signals[0];
        if (signal.Refusal is { } refusal) throw new BadInputException(refusal);
        if (signal.Axes.SkipLast(1).Any(axis => axis.Size != 1))
            throw BadInputException.In(path, $"an MSA file holds one spectrum and {signal.Called()} has {string.Join(" × ", signal.Shape)} samples", "Write it to .hspy or .npz.");
        AtomicFile.Write(path, stream => MsaWriter.Write(stream, signal, cancellation));
    }
}

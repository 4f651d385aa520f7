using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Cli.Tests;

/// <summary>A format whose files start with "fake" and hold what the test says.</summary>
sealed class FakeFormat(params Signal[] signals) : ISpectrumFormat, ISpectrumWriter
{
    public string Name => "Fake";

    public IReadOnlyList<string> Extensions => [".fake"];

    public SignalParts Keeps { get; init; } = SignalParts.SpectralAxis;

    public IReadOnlyList<Signal>? Written { get; private set; }

    /// <summary>Called in the middle of writing.</summary>
    public Action WhileWriting { get; init; } = () => { };

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("fake"u8);

    public IReadOnlyList<Signal> Open(string path) => signals;

    public void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default) => AtomicFile.Write(path, stream =>
    {
        stream.Write("fake"u8);
        WhileWriting();
        cancellation.ThrowIfCancellationRequested();
        Written = signals;
    });
}

using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>A format that Whiteline also writes.</summary>
public interface ISpectrumWriter
{
    /// <summary>What a file of this format tells besides the samples.</summary>
    SignalParts Keeps { get; }

    /// <summary>Writes signals to a file, atomically: the name appears only when the file is whole.</summary>
    /// <exception cref="BadInputException">The format cannot hold such a signal; the message says what it can hold.</exception>
    void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation = default);
}

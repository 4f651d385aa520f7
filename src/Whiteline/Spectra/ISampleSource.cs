namespace Whiteline.Spectra;

/// <summary>
/// The stored samples of a signal, addressed in C order whatever their order and type on disk. Safe for concurrent callers.
/// </summary>
public interface ISampleSource : IDisposable
{
    /// <summary>Number of samples.</summary>
    long Count { get; }

    /// <summary>Reads consecutive samples as float32.</summary>
    /// <exception cref="BadInputException">The file ends early or cannot be read.</exception>
    void Read(long start, Span<float> samples);

    /// <summary>Reads consecutive samples without loss (for 64-bit integers: to float64 precision).</summary>
    /// <exception cref="BadInputException">The file ends early or cannot be read.</exception>
    void Read(long start, Span<double> samples);
}

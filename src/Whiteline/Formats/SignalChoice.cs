using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>Which signal of a file is meant.</summary>
public static class SignalChoice
{
    /// <summary>The signal of the given number, or the one with the most spectra.</summary>
    /// <param name="signals">What the file holds.</param>
    /// <param name="index">Its number, from 0; null for the one with the most spectra.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="BadInputException">There is no such signal, or none holds spectra.</exception>
    public static Signal Of(IReadOnlyList<Signal> signals, int? index, string file)
    {
        if (index is { } one)
            return one >= 0 && one < signals.Count ? signals[one] : throw BadInputException.In(file, $"it has no signal {one}", $"It holds {signals.Count}, numbered from 0; see `whiteline info`.");
        return signals.Where(signal => signal.Refusal is null && signal.Kind != SignalKind.Image).MaxBy(signal => signal.Samples.Count)
            ?? throw BadInputException.In(file, (signals.Count > 0 ? signals[0].Refusal : null)?.TrimEnd('.') ?? "it holds no spectra, only images", "Give a spectrum, a line scan or a spectrum image.");
    }
}

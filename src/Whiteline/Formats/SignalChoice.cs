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
        return WithSpectra(signals).OrderByDescending(SpectraOf).ThenByDescending(signal => signal.Samples.Count).FirstOrDefault()
            ?? throw BadInputException.In(file, (signals.Count > 0 ? signals[0].Refusal : null)?.TrimEnd('.') ?? "it holds no spectra, only images", "Give a spectrum, a line scan or a spectrum image.");
    }

    /// <summary>What was taken where others could have been meant, as a sentence without its end; null where there was no choice.</summary>
    /// <param name="signals">What the file holds.</param>
    /// <param name="chosen">The one that <see cref="Of"/> gave without an index.</param>
    public static string? Told(IReadOnlyList<Signal> signals, Signal chosen) =>
        WithSpectra(signals).Count() is > 1 and var count
            ? $"It holds {count} signals with spectra; signal {signals.Index().First(one => one.Item == chosen).Index}{(chosen.Title.Length > 0 ? $" ('{chosen.Title}')" : "")} of {string.Join(" × ", chosen.Shape)} samples was taken, which has the most spectra"
            : null;

    static IEnumerable<Signal> WithSpectra(IEnumerable<Signal> signals) => signals.Where(signal => signal.Refusal is null && signal.Kind != SignalKind.Image);

    static long SpectraOf(Signal signal) => signal.Samples.Count / signal.Axes[^1].Size;
}

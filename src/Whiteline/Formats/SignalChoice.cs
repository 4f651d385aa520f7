using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>Which signal of a file is meant.</summary>
public static class SignalChoice
{
    /// <summary>The signal of the given number, or the one with the most spectra; of a low loss and a core loss acquired together, which have as many, the one that is asked for.</summary>
    /// <param name="signals">What the file holds.</param>
    /// <param name="index">Its number, from 0; null for the one with the most spectra.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="lowLoss">Whether the low loss is asked for, and not the core loss.</param>
    /// <exception cref="BadInputException">There is no such signal, or none holds spectra.</exception>
    public static Signal Of(IReadOnlyList<Signal> signals, int? index, string file, bool lowLoss = false)
    {
        if (index is { } one)
            return one >= 0 && one < signals.Count ? signals[one] : throw BadInputException.In(file, $"it has no signal {one}", $"It holds {signals.Count}, numbered from 0; see `whiteline info`.");
        return WithSpectra(signals).OrderByDescending(SpectraOf).ThenByDescending(signal => Reaches(signal, lowLoss)).ThenByDescending(signal => signal.Samples.Count).FirstOrDefault()
            ?? throw BadInputException.In(file, (signals.Count > 0 ? signals[0].Refusal : null)?.TrimEnd('.') ?? "it holds no spectra, only images", "Give a spectrum, a line scan or a spectrum image.");
    }

    /// <summary>What was taken where others could have been meant, as a sentence without its end; null where there was no choice.</summary>
    /// <param name="signals">What the file holds.</param>
    /// <param name="chosen">The one that <see cref="Of"/> gave without an index.</param>
    /// <param name="lowLoss">As <see cref="Of"/> was asked.</param>
    public static string? Told(IReadOnlyList<Signal> signals, Signal chosen, bool lowLoss = false) =>
        WithSpectra(signals).Count() is > 1 and var count
            ? $"It holds {count} signals with spectra; signal {signals.Index().First(one => one.Item == chosen).Index}{(chosen.Title.Length > 0 ? $" ('{chosen.Title}')" : "")} of {string.Join(" × ", chosen.Shape)} samples was taken, {Why(signals, chosen, lowLoss)}"
            : null;

    static string Why(IReadOnlyList<Signal> signals, Signal chosen, bool lowLoss) =>
        WithSpectra(signals).Count(signal => SpectraOf(signal) == SpectraOf(chosen)) > 1
            ? $"of those with the most spectra the one at the {(lowLoss ? "lowest" : "highest")} energies"
            : "which has the most spectra";

    static IEnumerable<Signal> WithSpectra(IEnumerable<Signal> signals) => signals.Where(signal => signal.Refusal is null && signal.Kind != SignalKind.Image);

    // The end of the axis, turned round where the low loss is wanted; an axis that is not of energy is neither.
    static double Reaches(Signal signal, bool lowLoss)
    {
        var axis = signal.Axes[^1];
        if (SpectralUnits.InEv(axis.Units) is not { } factor) return double.NegativeInfinity;
        var end = factor * Math.Max(axis.Offset, axis.Offset + axis.Scale * (axis.Size - 1));
        return lowLoss ? -end : end;
    }

    static long SpectraOf(Signal signal) => signal.Samples.Count / signal.Axes[^1].Size;
}

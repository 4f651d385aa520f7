using Whiteline.Cli.Shell;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The signal of a file that a model is asked about.</summary>
static class ModelInput
{
    /// <summary>Chooses the spectra of a file: the signal of the given number, or the one with the most spectra.</summary>
    /// <exception cref="BadInputException">There is no such signal, or none holds spectra.</exception>
    public static Signal Choose(IReadOnlyList<Signal> signals, int? index, string file)
    {
        if (index is { } one)
            return one < signals.Count ? signals[one] : throw BadInputException.In(file, $"it has no signal {one}", $"It holds {signals.Count}, numbered from 0; see `whiteline info`.");
        return signals.Where(signal => signal.Refusal is null && signal.Kind != SignalKind.Image).MaxBy(signal => signal.Samples.Count)
            ?? throw BadInputException.In(file, (signals.Count > 0 ? signals[0].Refusal : null)?.TrimEnd('.') ?? "it holds no spectra, only images", "Give a spectrum, a line scan or a spectrum image.");
    }

    /// <summary>Opens a file, hands its spectra to <paramref name="use"/>, and closes it.</summary>
    public static T With<T>(CommandRun run, string file, int? index, Func<SpectrumImage, T> use)
    {
        var signals = run.Formats.Open(file);
        try
        {
            var chosen = Choose(signals, index, file);
            foreach (var warning in chosen.Warnings) run.Warn($"'{file}': {warning}");
            return use(SpectrumImage.From(chosen, file));
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }
}

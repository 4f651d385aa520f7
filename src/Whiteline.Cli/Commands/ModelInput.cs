using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The signal of a file that a model is asked about.</summary>
static class ModelInput
{
    /// <summary>The option that chooses.</summary>
    public static Option<int?> Signal(string ofWhat = "the file") =>
        Values.Option<int?>("--signal", $"Which signal of {ofWhat}, as `whiteline info` numbers them, from 0. Without it: the one with the most spectra; of several with as many, the one at the highest energies.", "N", text => Values.Integer(text, 0));

    /// <summary>Opens a file, hands its spectra to <paramref name="use"/>, and closes it.</summary>
    /// <param name="run">The run, which is warned where the file left a choice.</param>
    /// <param name="file">The file.</param>
    /// <param name="index">Its signal; null for the one with the most spectra.</param>
    /// <param name="use">What is done with them; they are not valid after it.</param>
    /// <param name="otherwise">How to take another signal.</param>
    /// <param name="lowLoss">Whether the low loss of a file that holds both is meant.</param>
    public static T With<T>(CommandRun run, string file, int? index, Func<SpectrumImage, T> use, string otherwise = "Take another with --signal N; see `whiteline info`.", bool lowLoss = false)
    {
        var signals = run.Formats.Open(file);
        try
        {
            var chosen = SignalChoice.Of(signals, index, file, lowLoss);
            if (index is null && SignalChoice.Told(signals, chosen, lowLoss) is { } told) run.Warn($"'{file}': {told}. {otherwise}");
            foreach (var warning in chosen.Warnings) run.Warn($"'{file}': {warning}");
            return use(SpectrumImage.From(chosen, file));
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }

    /// <summary>As <see cref="With"/> for the low-loss partner of a file, which no option chooses a signal of.</summary>
    public static T WithLowLoss<T>(CommandRun run, string file, Func<SpectrumImage, T> use) =>
        With(run, file, null, use, "Write another into a file of its own with `whiteline convert IN OUT --signal N`.", lowLoss: true);
}

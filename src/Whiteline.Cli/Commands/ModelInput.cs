using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The signal of a file that a model is asked about.</summary>
static class ModelInput
{
    /// <summary>Opens a file, hands its spectra to <paramref name="use"/>, and closes it.</summary>
    public static T With<T>(CommandRun run, string file, int? index, Func<SpectrumImage, T> use)
    {
        var signals = run.Formats.Open(file);
        try
        {
            var chosen = SignalChoice.Of(signals, index, file);
            foreach (var warning in chosen.Warnings) run.Warn($"'{file}': {warning}");
            return use(SpectrumImage.From(chosen, file));
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }
}

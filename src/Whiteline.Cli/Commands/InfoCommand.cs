using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Preprocessing.Landmarks;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline info FILE</c>: what is in a file.</summary>
static class InfoCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var file = new Argument<string>("FILE") { Description = "A spectrum, a spectrum image or a labelled dataset." };
        var axis = new AxisOptions();
        var command = new CliCommand("info", "Says what is in a file: signals, axes, intensities, acquisition, and how far its energy axis is off.", "whiteline info map.dm3", "whiteline info map.dm3 --json", "whiteline info map.dm3 --axis --element Fe")
        {
            file, common.Seed, common.Json, common.Quiet,
        };
        axis.AddTo(command);
        return command.Runs(run => Run(run, run.Value(file), axis));
    }

    static void Run(CommandRun run, string file, AxisOptions axis)
    {
        var format = run.Formats.FormatOf(file);
        var signals = format.Open(file);
        try
        {
            var document = new InfoDocument(file, format.Name, [.. signals.Select(signal => Describe(signal, run))], LabeledSpectraFile.IsOne(file) ? DatasetInfo.Of(LabeledSpectraFile.Read(file)) : null);
            foreach (var warning in document.Signals.SelectMany(signal => signal.Warnings).Distinct()) run.Warn($"'{file}': {warning}");
            if (axis.Asked(run)) PrintWithAxis(run, document, axis, axis.Estimate(run, file, signals));
            else run.Print(document, page => InfoPage.Fill(page, document));
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
        if (signals.Count > 0 && signals.All(signal => signal.Refusal is not null)) throw new BadInputException(signals[0].Refusal!);
    }

    static void PrintWithAxis(CommandRun run, InfoDocument document, AxisOptions axis, AxisEstimate? estimate)
    {
        axis.Draw(run, document.File, estimate);
        run.Print(new { document.File, document.Format, document.Signals, document.Dataset, Axis = estimate?.ToJson() }, page =>
        {
            InfoPage.Fill(page, document);
            AxisOptions.Fill(page, estimate);
        });
    }

    static SignalInfo Describe(Signal signal, CommandRun run)
    {
        var spectral = signal.Kind != SignalKind.Image;
        return new(
            signal.Title,
            signal.Kind,
            signal.Shape,
            signal.DataType,
            spectral ? new(signal.Axes[^1].Offset, signal.Axes[^1].Scale, signal.Axes[^1].Size, signal.Axes[^1].Units) : null,
            spectral ? [.. signal.Axes.SkipLast(1)] : signal.Axes,
            signal.SpectrumNames,
            HasIntensity(signal) ? IntensitySummary.Of(signal.Samples, run.Progress, run.Cancellation) : null,
            signal.Metadata,
            signal.Warnings,
            signal.Refusal);
    }

    // A complex number has no smallest, and a mask no mean that means anything.
    static bool HasIntensity(Signal signal) =>
        signal.Refusal is null
        && !signal.DataType.StartsWith("complex", StringComparison.Ordinal)
        && !signal.DataType.StartsWith("bool", StringComparison.Ordinal);
}

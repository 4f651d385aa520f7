using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Provenance;
using Whiteline.Recipes.Datasets;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline dataset info FILE</c>: what is in a labelled dataset and what is amiss with it.</summary>
static class DatasetInfoCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var dataset = new Argument<string>("DATASET") { Description = "A labelled dataset, .npz or .csv." };
        return new CliCommand("info", "Says what is in a labelled dataset: classes, groups, axis, signal-to-noise, and what to know before training on it.", "whiteline dataset info fe.npz", "whiteline dataset info fe.npz --json")
        {
            dataset, common.Json, common.Quiet,
        }.Runs(run => Run(run, run.Value(dataset)));
    }

    static void Run(CommandRun run, string file)
    {
        var data = LabeledSpectraFile.Read(file);
        var review = DatasetReview.Of(data);
        var info = DatasetInfo.Of(data);
        run.Print(
            new { file, info.Spectra, info.Labels, info.Groups, info.EnergyAxis, classes = review.Classes, warnings = review.Warnings, provenance = ProvenanceText.Parsed(data.Provenance) },
            page =>
            {
                page.Table(["class", "spectra", "groups", "signal over noise", "L3, eV", "L2 - L3, eV"], review.Classes.Select(one => (IReadOnlyList<string>)
                [
                    one.Label, one.Spectra.ToString(CultureInfo.InvariantCulture), one.Groups?.ToString(CultureInfo.InvariantCulture) ?? "", Number(one.SignalToNoise, "0.0"), Number(one.L3Ev, "0.00"), Number(one.SplittingEv, "0.00"),
                ]));
                page.Line($"{data.Count} spectra, {(info.Groups is { } groups ? $"{groups.Count} {(groups.Count == 1 ? "group" : "groups")}" : "no groups")}, {data.Axis}");
                foreach (var warning in review.Warnings) page.Line(warning);
            });
    }

    static string Number(double? value, string format) => value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "";
}

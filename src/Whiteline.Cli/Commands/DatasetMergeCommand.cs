using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Provenance;
using Whiteline.Recipes.Datasets;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline dataset merge A B … --out FILE</c>.</summary>
static class DatasetMergeCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var files = new Argument<string[]>("DATASET") { Description = "Labelled datasets, .npz or .csv.", Arity = new(2, 10_000) };
        var output = new Option<string>("--out") { Description = "The dataset to write, .npz or .csv.", HelpName = "FILE", Required = true };
        return new CliCommand(
            "merge",
            "Joins labelled datasets on the energies that they share; groups of different files stay apart.",
            "whiteline dataset merge monday.npz tuesday.npz --out both.npz")
        {
            files, output, common.Json, common.Quiet,
        }.Runs(run => Run(run, run.Value(files), run.Value(output)!));
    }

    static void Run(CommandRun run, string[] files, string output)
    {
        OwnInput.Refuse(output, files);
        var parts = files.Select(file => (Path.GetFileNameWithoutExtension(file), LabeledSpectraFile.Read(file))).ToArray();
        var merged = DatasetMerging.Run(parts, [.. files.Select(InputFile.Of)], run.CommandLine);
        string[] warnings =
        [
            .. parts.Select(part => part.Item2.Axis).Distinct().Skip(1).Any() ? (string[])[$"The datasets have different energy axes: all were resampled to {merged.Axis}, which they share."] : [],
            .. DatasetReview.Of(merged).Warnings,
        ];
        LabeledSpectraFile.Write(output, merged);
        foreach (var warning in warnings) run.Warn(warning);
        var info = DatasetInfo.Of(merged);
        run.Print(
            new { @out = output, inputs = files, info.Spectra, info.Labels, groups = info.Groups!.Count, info.EnergyAxis, warnings },
            page => page.Line($"{output}: {merged.Count} spectra of {string.Join(", ", merged.Classes)} in {info.Groups!.Count} {(info.Groups.Count == 1 ? "group" : "groups")}, {merged.Axis}"));
    }
}

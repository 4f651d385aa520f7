using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Provenance;
using Whiteline.Recipes.Datasets;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline dataset split FILE --train FILE --test FILE</c>.</summary>
static class DatasetSplitCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var dataset = new Argument<string>("DATASET") { Description = "A labelled dataset, .npz or .csv." };
        var train = new Option<string>("--train") { Description = "The part to train on, .npz or .csv.", HelpName = "FILE", Required = true };
        var test = new Option<string>("--test") { Description = "The part to test on, .npz or .csv.", HelpName = "FILE", Required = true };
        var share = Values.Option("--test-share", "Part of the spectra to test on, between 0 and 1.", "SHARE", Share, () => 0.35);
        var by = Values.Choice("--by", "Whole groups, so that near copies are never on both sides, or single spectra with every class in its share. Without it: group where the dataset names groups.", null, "group", "class");
        var before = new Option<string?>("--group-before") { Description = "Join groups by what their names have before this text, such as /.", HelpName = "TEXT" };
        return new CliCommand(
            "split",
            "Divides a labelled dataset into a part to train on and a part to test on.",
            "whiteline dataset split fe.npz --train fe-train.npz --test fe-test.npz",
            "whiteline dataset split fe.npz --by class --test-share 0.2 --seed 3 --train a.npz --test b.npz --json")
        {
            dataset, train, test, share, by, before, common.Seed, common.Json, common.Quiet,
        }.Runs(run => Run(run, run.Value(dataset), run.Value(train)!, run.Value(test)!, run.Value(share), run.Value(by), run.Value(before)));
    }

    static void Run(CommandRun run, string file, string trainFile, string testFile, double share, string? by, string? before)
    {
        foreach (var output in new[] { trainFile, testFile })
            if (!LabeledSpectraFile.CanWrite(output)) throw BadInputException.In(output, "a labelled dataset is written as .npz or .csv", "Give a name with one of these endings.");
        OwnInput.Refuse(trainFile, file);
        OwnInput.Refuse(testFile, file);
        if (OwnInput.IsOne(trainFile, testFile)) throw BadInputException.In(testFile, "it is named for both parts", "Give --train and --test different names.");
        var data = LabeledSpectraFile.Read(file);
        var grouped = before is { Length: > 0 } ? data.GroupedBefore(before) : data;
        var byGroup = by is null ? data.Groups is not null : by == "group";
        var split = byGroup ? DatasetSplit.ByGroup(grouped, share, run.Seed) : DatasetSplit.ByClass(data, share, run.Seed);
        string[] warnings = [.. DatasetSplit.Warnings(data, split)];
        var origin = ProvenanceText.Of(run.CommandLine, (InputFile.Of(file), data.Count, data.Provenance));
        var (training, testing) = (From(data.Subset(split.Training), origin), From(data.Subset(split.Held), origin));
        LabeledSpectraFile.Write(trainFile, training);
        LabeledSpectraFile.Write(testFile, testing);
        foreach (var warning in warnings) run.Warn(warning);
        run.Print(
            new { by = byGroup ? "group" : "class", testShare = TestShare(), train = Part(trainFile, training), test = Part(testFile, testing), warnings },
            page =>
            {
                page.Table(["label", "training", "test"], data.Classes.Select(label => (IReadOnlyList<string>)[label, Count(training, label), Count(testing, label)]));
                page.Line(FormattableString.Invariant($"{training.Count} spectra in {trainFile}, {testing.Count} ({100 * TestShare():0.#} %) in {testFile}, split by {(byGroup ? "group" : "class")}"));
            });

        double TestShare() => (double)testing.Count / (training.Count + testing.Count);
    }

    static LabeledSpectra From(LabeledSpectra part, string origin) => new(part.Axis, part.Intensity.ToArray(), part.Labels, part.Groups) { Synthetic = part.Synthetic, Provenance = origin };

    static object Part(string file, LabeledSpectra data)
    {
        var info = DatasetInfo.Of(data);
        return new { file, info.Spectra, info.Labels, groups = info.Groups?.Count };
    }

    static string Count(LabeledSpectra data, string label) => data.Labels.Count(other => other == label).ToString(CultureInfo.InvariantCulture);

    static double Share(string text) => Values.Positive(text) is < 1 and var share ? share : throw new BadInputException($"'{text}' is not between 0 and 1.");
}

using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Fractions;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Training.Fractions;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline make-models --out DIR</c>: the models that come with the program, from the simulation alone.</summary>
static class MakeModelsCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var output = new Option<string>("--out") { Description = "The folder to write the models into.", HelpName = "DIR", CustomParser = Values.OutputFolder, Required = true };
        var fractions = new Option<bool>("--fractions") { Description = "Make the networks that find fractions too; takes minutes." };
        var score = new Option<string[]>("--score") { Description = "Labelled datasets that say in the card how the models do; none is learned from.", HelpName = "FILE…", AllowMultipleArgumentsPerToken = true };
        return new CliCommand(
            "make-models",
            "Makes the models that come with the program, from simulated spectra alone.",
            "whiteline make-models --out models",
            "whiteline make-models --out models --score references.npz measured.npz")
        {
            output, fractions, score, common.Seed, common.Threads, common.Json, common.Quiet,
        }.Runs(run =>
        {
            var folder = run.Value(output)!;
            Directory.CreateDirectory(folder);
            var files = new List<string>();
            var scores = new List<(string Element, CardScore Score)>();
            foreach (var element in ModelMaking.Elements)
            {
                var model = ModelMaking.Make(element, run.Seed, new(run.Seed, run.Threads, run.Progress, run.Cancellation));
                files.Add(Path.Combine(folder, $"{element}.wlm"));
                model = ModelScores.Of(run, model, run.Value(score) ?? []);
                ModelFile.Write(files[^1], model);
                scores.AddRange(model.Card.Scores.Select(one => (element, one)));
                if (!run.Value(fractions)) continue;
                var network = new FractionNetworkTraining(SimulatedReferences.StatesOf(element)).Run(new(run.Seed.Branch($"fractions/{element}"), run.Threads, run.Progress, run.Cancellation));
                files.Add(Path.Combine(folder, $"{element}.fractions.wlm"));
                FractionNetworkFile.Write(files[^1], network);
            }
            run.Print(
                new { files, scores = scores.Select(pair => new { pair.Element, pair.Score.Set, pair.Score.Spectra, pair.Score.AxisUncertaintyEv, pair.Score.Accuracy, pair.Score.Answered, pair.Score.AccuracyAnswered }) },
                page =>
                {
                    if (scores.Count > 0)
                        page.Table(["element", "set", "spectra", "axis ± eV", "accuracy", "answered", "right of those"], scores.Select(pair => (string[])
                        [
                            pair.Element, pair.Score.Set, $"{pair.Score.Spectra}", pair.Score.AxisUncertaintyEv?.ToString("0.##", CultureInfo.InvariantCulture) ?? "judged",
                            Number(pair.Score.Accuracy), Number(pair.Score.Answered), Number(pair.Score.AccuracyAnswered),
                        ]));
                    foreach (var file in files) page.Line(file);
                });
        });
    }

    static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

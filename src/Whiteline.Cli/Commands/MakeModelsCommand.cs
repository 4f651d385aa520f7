using System.CommandLine;
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
        var output = new Option<string>("--out") { Description = "The folder to write Fe.wlm and Mn.wlm into.", HelpName = "DIR", Required = true };
        var fractions = new Option<bool>("--fractions") { Description = "Make the networks that find fractions too; takes minutes." };
        return new CliCommand("make-models", "Makes the models that come with the program, from simulated spectra alone.", "whiteline make-models --out models")
        {
            output, fractions, common.Seed, common.Threads, common.Json, common.Quiet,
        }.Runs(run =>
        {
            var folder = run.Value(output)!;
            Directory.CreateDirectory(folder);
            var files = new List<string>();
            foreach (var element in ModelMaking.Elements)
            {
                var model = ModelMaking.Make(element, run.Seed, new(run.Seed, run.Threads, run.Progress, run.Cancellation));
                files.Add(Path.Combine(folder, $"{element}.wlm"));
                ModelFile.Write(files[^1], model);
                if (!run.Value(fractions)) continue;
                var network = new FractionNetworkTraining(SimulatedReferences.StatesOf(element)).Run(new(run.Seed.Branch($"fractions/{element}"), run.Threads, run.Progress, run.Cancellation));
                files.Add(Path.Combine(folder, $"{element}.fractions.wlm"));
                FractionNetworkFile.Write(files[^1], network);
            }
            run.Print(new { files }, page => { foreach (var file in files) page.Line(file); });
        });
    }
}

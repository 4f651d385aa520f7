using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Recipes;
using Whiteline.Recipes.Datasets;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline search DATASET…</c>: a grid of support vector machines whose points share their work, or a study of any model that many workers can share.</summary>
static class SearchCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var datasets = new Argument<string[]>("DATASET") { Description = "Labelled datasets, .npz or .csv; several are joined on the energies they share.", Arity = ArgumentArity.OneOrMore };
        var grid = GridOption.Create();
        var output = new Option<string?>("--out") { Description = "Write the report, its figures and tables and the model of the best point into this folder; the study is kept there too, and the same command goes on with it.", HelpName = "DIR", CustomParser = Values.OutputFolder };
        var study = new StudyOptions();
        var split = new SplitOptions();
        var training = new TrainingOptions(joint: true);
        var command = new CliCommand(
            "search",
            "Searches hyperparameters and architectures by cross-validation.",
            "whiteline search mn.npz --model svm --trials 100 --out mn-search",
            "whiteline search mn.npz --model cnn --sampler tpe --trials 60 --by-group --out mn-cnn",
            "whiteline search mn.npz --model joint --trials 200 --storage postgresql://server/studies --study mn",
            "whiteline search fe.npz --sampler grid --grid kernel=linear,rbf,cosine --grid C=0.1,1,10 --folds 10 --out fe-grid")
        {
            datasets, grid, output, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        study.AddTo(command);
        split.AddTo(command);
        training.AddTo(command);
        return command.Runs(run =>
        {
            var files = run.Value(datasets);
            var values = run.Value(grid) ?? [];
            var data = new Lazy<Spectra.LabeledSpectra>(() => Read(run, files));
            if (study.IsSharedGrid(run, training, values)) SharedGrid.Run(run, files, data, run.Value(output), GridOption.Machines(values), training.Plan(run, grid: GridOption.Texts(values)), split.Plan(run));
            else StudySearch.Run(run, files, data, run.Value(output), study, values, training, split);
        });
    }

    static Spectra.LabeledSpectra Read(CommandRun run, string[] files)
    {
        var data = CommonAxis.Join([.. files.Select(LabeledSpectraFile.Read)]);
        foreach (var doubt in DatasetReview.Doubts(data)) run.Warn(doubt);
        return data;
    }
}

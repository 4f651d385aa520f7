using System.Diagnostics;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Svm;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>A search over every point of a grid of support vector machines, all of which share the spectra's inner products.</summary>
static class SharedGrid
{
    const int Shown = 10;

    /// <summary>Scores every point, and prints and writes what came of it.</summary>
    public static void Run(CommandRun run, string[] files, Lazy<LabeledSpectra> spectra, string? folder, SvmGridValues values, TrainingPlan plan, SplitPlan split)
    {
        var clock = Stopwatch.StartNew();
        var data = spectra.Value;
        var context = new Learning.TrainingContext(run.Seed, run.Threads, run.Progress, run.Cancellation);
        var result = GridSearch.Run(data, plan, values, split, context);
        List<string> written = folder is null ? [] : [.. GridFiles.Write(folder, result.Points, result.Split)];
        if (folder is not null)
        {
            written.Add(Path.Combine(folder, "best.wlm"));
            ModelFile.Write(written[^1], ModelTraining.Run(data, result.Best, [.. files.Select(InputFile.Of)], context));
        }
        if (data.Groups is not null && !split.ByGroup) run.Warn("The dataset has groups, and spectra of one group were on both sides: near copies flatter the scores. Search with --by-group.");
        if (result.Points.Points.Count(point => !point.Converged) is > 0 and var stuck) run.Warn($"{stuck} points reached the iteration limit; their scores are of machines that were not finished.");
        var best = result.Points.Best;
        run.Print(
            new
            {
                study = folder,
                sampler = "grid",
                trials = result.Points.Points.Count,
                best = new { number = result.Points.Points.ToList().IndexOf(best), value = best.Accuracy, @params = Params(best) },
                seconds = clock.Elapsed.TotalSeconds,
                split = result.Split,
                points = result.Points.Points.Select(point => new { value = point.Accuracy, @params = Params(point), foldAccuracies = point.FoldAccuracies, converged = point.Converged }),
                files = written,
            },
            page =>
            {
                page.Table(["kernel", "C", "accuracy"], result.Points.Points.OrderByDescending(point => point.Accuracy).Take(Shown).Select(point => new[]
                {
                    point.Kernel.ToString(), point.C.ToString("G4", CultureInfo.InvariantCulture), point.Accuracy.ToString("0.0000", CultureInfo.InvariantCulture),
                }));
                page.Line($"split: {result.Split}");
                page.Line(FormattableString.Invariant($"best of {result.Points.Points.Count} points: {best.Accuracy:0.0000} with {best.Kernel}, C = {best.C:G4}; {clock.Elapsed.TotalSeconds:0.0} s"));
                page.Line("The best of many points flatters itself: score it on spectra that no point has seen.");
                foreach (var file in written) page.Line(file);
            });
    }

    static Dictionary<string, object> Params(SvmGridPoint point)
    {
        var kernel = point.Kernel;
        var all = new Dictionary<string, object> { ["kernel"] = $"{kernel.Kind}".ToLowerInvariant(), ["C"] = point.C };
        if (kernel.Kind is KernelKind.Rbf or KernelKind.Polynomial or KernelKind.Sigmoid) all["gamma"] = kernel.Gamma;
        if (kernel.Kind is KernelKind.Polynomial or KernelKind.Sigmoid) all["coef0"] = kernel.Coef0;
        if (kernel.Kind is KernelKind.Polynomial) all["degree"] = kernel.Degree;
        return all;
    }
}

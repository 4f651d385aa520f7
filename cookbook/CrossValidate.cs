using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Simulation;

namespace Whiteline.Cookbook;

public sealed class CrossValidate
{
    [Fact]
    public void Cross_validate_with_whole_specimens_held_out()
    {
        var data = PhantomDataset.Make(new([new("Fe2+", 40), new("Fe3+", 40)]) { GroupsPerClass = 8 }, new Seed(1));

        // Recipe: cross-validate.md
        var plan = new TrainingPlan(new SvmTrainer(new(KernelKind.Rbf, C: 10)));
        var result = CrossValidation.Run(data, plan, new SplitPlan(SplitKind.ByGroup, Folds: 4), new(new Seed(0), Threads: 2));
        Console.WriteLine($"{result.Split}: accuracy {result.Scores.Accuracy:0.000} ± {result.AccuracyStd:0.000}");
        foreach (var score in result.Scores.PerClass) Console.WriteLine($"{score.Label}: recall {score.Recall:0.000} of {score.Support} spectra");
        foreach (var warning in result.Warnings) Console.WriteLine(warning);
        // End of recipe

        Assert.True(result.ByGroup);
        Assert.True(result.Scores.Accuracy > 0.8);
        Assert.Equal(data.Count, result.Predictions.Count);
    }
}

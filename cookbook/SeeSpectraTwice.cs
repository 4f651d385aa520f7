using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;

namespace Whiteline.Cookbook;

public sealed class SeeSpectraTwice
{
    [Fact]
    public void See_noisy_spectra_twice_as_they_are_and_denoised()
    {
        var spectra = PhantomDataset.Make(new([new("Fe2+", 150), new("Fe2.67+", 150)]) { Conditions = new() { Dose = 15, Background = 0 }, ShiftSdEv = 0.5, GroupsPerClass = 10 }, new Seed(1));

        var accuracies = new List<double>();
        // Recipe: see-spectra-twice.md
        var once = new SvmOptions(KernelKind.Rbf, C: 8);
        var twice = once with { Denoised = new(Neighbours: 100, Components: 4) };
        foreach (var options in new[] { once, twice })
        {
            var plan = new TrainingPlan(new SvmTrainer(options)) { Normalise = Norm.L2 };
            var result = CrossValidation.Run(spectra, plan, new(SplitKind.ByGroup, 5), new(new Seed(0), Threads: 2));
            Console.WriteLine($"{plan.Trainer}: {result.Scores.Accuracy:0.000} with whole specimens held out");
            accuracies.Add(result.Scores.Accuracy);
        }
        // End of recipe

        Assert.Equal(2, accuracies.Count);
        Assert.All(accuracies, accuracy => Assert.InRange(accuracy, 0.6, 1));
    }
}

using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class EvaluateAModel
{
    [Fact]
    public void Evaluate_a_model_with_energy_shifts_and_noise()
    {
        using var folder = new TemporaryFolder();
        var plan = new TrainingPlan(new SvmTrainer(new(KernelKind.Linear))) { ShiftAugmentEv = 2 };
        var model = ModelTraining.Run(PhantomDataset.Make(new([new("Mn2+", 60), new("Mn4+", 60)]), new Seed(1)), plan, [], new(new Seed(0), Threads: 2));
        var unseen = PhantomDataset.Make(new([new("Mn2+", 40), new("Mn4+", 40)]), new Seed(2));
        var figures = folder.File("scores");

        // Recipe: evaluate-a-model.md
        var test = new EvaluationPlan { ShiftsEv = [-4, -2, 0, 2, 4], GaussianSigmas = [0, 0.05, 0.1, 0.2] };
        var result = Evaluation.Run(model, unseen, test, new StepContext("unseen.npz", new Seed(0), Threads: 2));
        Console.WriteLine($"accuracy {result.Scores.Accuracy:0.000}, 95 % within {result.Uncertainty.Low:0.000} to {result.Uncertainty.High:0.000}");
        foreach (var point in result.ShiftCurve) Console.WriteLine($"{point.At,5:0.0} eV  {point.Accuracy:0.000}");
        foreach (var point in result.GaussianCurve) Console.WriteLine($"{100 * point.At,5:0} %   {point.Accuracy:0.000}");
        foreach (var file in EvaluationFiles.Write(figures, result, unseen)) Console.WriteLine(file);
        // End of recipe

        Assert.True(result.Scores.Accuracy > 0.95);
        Assert.Equal(5, result.ShiftCurve.Count);
        Assert.True(File.Exists(Path.Combine(figures, "calibration.png")));
    }
}

using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class DrawARiskCurve
{
    [Fact]
    public void Decide_how_many_spectra_to_answer()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("scores");
        var spectra = PhantomDataset.Make(new([new("Mn3+", 150), new("Mn4+", 150)]) { Conditions = new() { Dose = 20 }, GroupsPerClass = 50 }, new Seed(1));
        var unseen = PhantomDataset.Make(new([new("Mn3+", 100), new("Mn4+", 100)]) { Conditions = new() { Dose = 20 }, GroupsPerClass = 50 }, new Seed(2));

        // Recipe: draw-a-risk-curve.md
        var model = ModelTraining.Run(spectra, new TrainingPlan(new SvmTrainer(new SvmOptions())), [], new(new Seed(0), Threads: 2));
        var result = Evaluation.Run(model, unseen, new(), new StepContext("unseen.npz", new Seed(0), Threads: 2));
        var curve = result.Answers.Curve;
        var chosen = curve.LastOrDefault(point => point.Risk <= 0.02) ?? curve[0];
        Console.WriteLine($"labels of at least {chosen.Confidence:0.000} confidence: {chosen.Answered:0.000} of the spectra, {chosen.Risk:0.000} of those wrong");
        EvaluationFiles.Write(folder, result, unseen);
        // End of recipe

        Assert.True(chosen.Risk <= 0.02);
        Assert.True(curve[^1].Risk >= chosen.Risk);
        Assert.True(File.Exists(Path.Combine(folder, "risk.png")));
    }
}

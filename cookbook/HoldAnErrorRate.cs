using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;

namespace Whiteline.Cookbook;

public sealed class HoldAnErrorRate
{
    [Fact]
    public void Hold_an_error_rate_and_say_why_a_spectrum_has_no_label()
    {
        var spectra = PhantomDataset.Make(new([new("Mn3+", 150), new("Mn4+", 150)]) { Conditions = new() { Dose = 40 }, GroupsPerClass = 50 }, new Seed(1));
        var unseen = PhantomDataset.Make(new([new("Mn3+", 100), new("Mn4+", 100)]) { Conditions = new() { Dose = 40 }, GroupsPerClass = 50 }, new Seed(2));

        // Recipe: hold-an-error-rate.md
        var plan = new TrainingPlan(new SvmTrainer(new SvmOptions())) { LabelSets = true };
        var model = ModelTraining.Run(spectra, plan, [], new(new Seed(0), Threads: 2));
        var context = new StepContext("unseen.npz", new Seed(0), Threads: 2);
        var prediction = new Prediction(model, unseen, axis: null, context, errorRate: 0.05) { FindsSurvival = true };
        foreach (var verdict in prediction.ClassifyAll(context).Take(10))
            Console.WriteLine(verdict.Abstained is { } reason
                ? $"no label: {reason.InWords()} ({string.Join(" or ", verdict.Set!)})"
                : $"{verdict.Label}, survives {verdict.Survives!.FromEv} to +{verdict.Survives.ToEv} eV");
        var result = Evaluation.Run(model, unseen, new() { ErrorRate = 0.05 }, context);
        Console.WriteLine($"{result.Sets!.Coverage:0.000} of the sets hold the truth, {result.Answers.Answered:0.000} of the spectra are given a label, {result.Answers.Accuracy:0.000} of those rightly");
        // End of recipe

        Assert.InRange(result.Sets.Coverage, 0.9, 1);
        Assert.True(result.Answers.Accuracy >= result.Scores.Accuracy);
    }
}

using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class ExplainADecision
{
    [Fact]
    public void See_which_part_of_the_edge_decided()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("why");
        var training = PhantomDataset.Make(new([new("Fe2+", 60), new("Fe2.67+", 60)]) { GroupsPerClass = 15 }, new Seed(2));
        var spectra = PhantomDataset.Make(new([new("Fe2+", 5), new("Fe2.67+", 5)]), new Seed(3));
        var model = ModelTraining.Run(training, new(new SvmTrainer(new(KernelKind.Linear))), inputs: [], new(new Seed(0), Threads: 2));

        // Recipe: explain-a-decision.md
        var prediction = new Prediction(model, spectra, axis: null, new("spectra.npz", new Seed(0), Threads: 2));
        var explanation = Explanation.Of(model, prediction, index: 7);
        var strongest = Array.IndexOf(explanation.Contribution!, explanation.Contribution!.Max());
        Console.WriteLine($"{explanation.Verdict.Label} rather than {explanation.RunnerUp}, most of all because of {explanation.Axis.EnergyAt(strongest):0.0} eV");
        ExplanationFiles.Write(folder, "spectrum-7", explanation, "spectra.npz, spectrum 7");
        ExplanationFiles.WriteWeights(folder, model);
        // End of recipe

        Assert.Equal("Fe2.67+", explanation.Verdict.Label);
        Assert.InRange(explanation.Axis.EnergyAt(strongest), 706, 725);
        Assert.Equal(6, Directory.GetFiles(folder).Length);
    }
}

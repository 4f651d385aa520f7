using Whiteline.Learning.Svm;
using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Simulation;

namespace Whiteline.Cookbook;

public sealed class TrainAndMap
{
    [Fact]
    public void Train_on_labelled_spectra_and_map_an_image()
    {
        var phantom = PhantomImage.Make(new() { Rows = 24, Columns = 24 }, new Seed(1));
        var training = PhantomDataset.Make(new([new("Fe2+", 80), new("Fe2.67+", 80)]) { GroupsPerClass = 20 }, new Seed(2));
        var image = phantom.Image;

        // Recipe: train-and-map.md
        var plan = new TrainingPlan(new SvmTrainer(new(KernelKind.Rbf, C: 10)));
        var model = ModelTraining.Run(training, plan, inputs: [], new(new Seed(0), Threads: 2));
        var result = Mapping.Run(model, image, new([], "my script"), new("cube.dm4", new Seed(0), Threads: 2));
        foreach (var finding in result.Findings) Console.WriteLine(finding);
        foreach (var (label, pixels) in result.Map.Labels.Zip(result.Map.Counts())) Console.WriteLine($"{label}: {pixels} pixels");
        // End of recipe

        Assert.True(TruthScore.Of(result.Map, phantom.Labels).Accuracy > 0.85);
        Assert.Contains("Fe L3", result.Findings[0], StringComparison.Ordinal);
    }
}

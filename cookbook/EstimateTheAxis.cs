using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Preprocessing.Landmarks;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Simulation;

namespace Whiteline.Cookbook;

public sealed class EstimateTheAxis
{
    [Fact]
    public void Estimate_the_offset_of_a_files_axis_and_classify_with_what_is_left_of_it()
    {
        var image = PhantomImage.Make(new() { Rows = 8, Columns = 8, Conditions = new() { ShiftEv = -8 } }, new Seed(0)).Image;

        // Recipe: estimate-the-axis.md
        var context = new StepContext("cube.dm3", new Seed(0), Threads: 2);
        var estimate = AxisEstimator.Of(image, "Fe", context) ?? throw new InvalidOperationException("The file holds no landmark.");
        Console.WriteLine(estimate.Sentence);
        foreach (var landmark in estimate.Landmarks)
            Console.WriteLine($"{landmark.Name}: {landmark.OffsetEv:+0.00;-0.00} eV, ± {landmark.StatisticalEv:0.00} by noise, {landmark.DispersionEv:0.00} by the dispersion, {landmark.ScatterEv:0.00} by the compound");
        var prediction = new Prediction(BuiltInModels.Read("Fe"), image, new(estimate.OffsetEv, estimate.UncertaintyEv, estimate), context);
        var verdicts = prediction.ClassifyAll(context);
        // End of recipe

        Assert.InRange(estimate.OffsetEv, 7, 9);
        Assert.Equal(64, verdicts.Count);
    }
}

using Whiteline.Fidelity;
using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Recipes.Generation;
using Whiteline.Reports.Augmentation;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class AugmentADataset
{
    [Fact]
    public void Fill_classes_up_and_prove_the_spectra()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("proof");
        var file = temporary.File("mn-augmented.npz");
        var data = PhantomDataset.Make(new([new("Mn2+", 60), new("Mn4+", 40)]) { GroupsPerClass = 8 }, new Seed(1));

        // Recipe: augment-a-dataset.md
        var context = new TrainingContext(new Seed(0), Threads: 2);
        var (training, heldOut) = FidelityStudy.Divide(data, context);
        var methods = FidelityStudy.Run(training, heldOut, [new PcaBootstrap(), new MixupAugmentation(), new ClassicalAugmentation()], perClass: 100, context);
        var proof = new AugmentationResult(training, heldOut, methods, Utility: [], Sizes: []);
        foreach (var line in Recommendation.Of(proof).Words) Console.WriteLine(line);
        foreach (var method in methods) Console.WriteLine($"{method.Method}: {method.Fidelity.Mean(Measure.TwoSampleAccuracy)}");
        AugmentationFiles.Write(folder, proof, "Mn, simulated", made: []);

        var filled = new GenerationPlan(new PcaBootstrap(), PerClass: 100).Fill(data, context);
        Console.WriteLine($"{filled.SyntheticCount} of {filled.Count} spectra are synthetic");
        LabeledSpectraFile.Write(file, filled);
        // End of recipe

        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
        Assert.Equal((200, 100), (filled.Count, LabeledSpectraFile.Read(file).SyntheticCount));
    }
}

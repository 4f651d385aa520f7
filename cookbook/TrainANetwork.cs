using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Training;

namespace Whiteline.Cookbook;

public sealed class TrainANetwork
{
    [Fact]
    public void Train_a_convolutional_network_on_shifted_spectra()
    {
        var data = PhantomDataset.Make(new([new("Mn2+", 40), new("Mn4+", 40)]) { GroupsPerClass = 8 }, new Seed(1));
        var unseen = PhantomDataset.Make(new([new("Mn2+", 30), new("Mn4+", 30)]), new Seed(2));

        // Recipe: train-a-network.md
        var network = new NetworkTrainer(NetworkPresets.Cnn, new NetworkOptions(Epochs: 40));
        var plan = new TrainingPlan(network) { Align = Alignment.None, ShiftAugmentEv = 3, Copies = 12 };
        var model = ModelTraining.Run(data, plan, [], new(new Seed(0), Threads: 2));
        var result = Evaluation.Run(model, unseen, new() { ShiftsEv = [-3, 0, 3] }, new StepContext("unseen.npz", new Seed(0), Threads: 2));
        Console.WriteLine($"{model.Card.Settings}; {model.Card.Augmentation}");
        foreach (var point in result.ShiftCurve) Console.WriteLine($"{point.At:0} eV: {point.Accuracy:0.000}");
        // End of recipe

        Assert.All(result.ShiftCurve, point => Assert.True(point.Accuracy > 0.9, $"{point}"));
    }
}

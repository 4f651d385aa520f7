using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Tests;

public sealed class TrainingRulesTests
{
    static readonly NetworkOptions Options = new(Epochs: 4, BatchSize: 16);

    [Fact]
    public void The_best_weights_are_kept_and_the_training_ends_when_patience_does()
    {
        // A learning rate that grows wrong soon: the validation loss has its minimum early.
        var options = Options with { Epochs = 200, Patience = 3, LearningRate = 0.5, Optimiser = Optimiser.Sgd, Schedule = Schedule.Constant };

        var trained = NetworkTraining.Run(Samples.Peaks(30, noise: 1), Samples.SmallMlp, options, new(new Seed(3)));

        var losses = trained.History.Select(epoch => epoch.ValidationLoss!.Value).ToList();
        Assert.True(losses.Count < 200);
        Assert.Equal(losses.Count - 4, losses.IndexOf(losses.Min()));
    }

    [Fact]
    public void Without_a_validation_part_all_epochs_run_and_the_temperature_is_one()
    {
        var trained = NetworkTraining.Run(Samples.Peaks(10), Samples.SmallMlp, Options, new(new Seed(3)));

        Assert.Equal(4, trained.History.Count);
        Assert.Equal(1, trained.Temperature);
        Assert.All(trained.History, epoch => Assert.Null(epoch.ValidationLoss));
    }

    [Fact]
    public void The_start_is_the_same_whatever_is_trained()
    {
        using var network = new TorchNetwork(Samples.SmallMlp, 4, 2, TorchSharp.torch.CPU);

        WeightInitialisation.Fill(network.Parameters, new Seed(7));

        // By hand: NextNormal of branch "weights/dense.0.weight" times √(2/4).
        var expected = Math.Sqrt(0.5) * new Seed(7).Branch("weights/dense.0.weight").Random().NextNormal();
        Assert.Equal((float)expected, network.Parameters.Export()["dense.0.weight"].Values[0]);
        Assert.All(network.Parameters.Export()["dense.0.bias"].Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda_is_available(), "There is a GPU.");

        var error = Assert.Throws<BadInputException>(() => NetworkTraining.Run(Samples.Peaks(10), Samples.SmallMlp, Options, new(new Seed(3)), "cuda"));

        Assert.StartsWith("No CUDA device can be used here.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectra_that_cannot_be_learned_from_are_refused()
    {
        var spectra = Samples.Peaks(10);
        var broken = spectra.Intensity.ToArray();
        broken[^1] = float.NaN;

        Assert.Contains("two classes", Refused(spectra.Subset([0, 3, 6]), 1), StringComparison.Ordinal);
        Assert.Contains("not finite", Refused(new(spectra.Axis, broken, spectra.Labels), 1), StringComparison.Ordinal);
        Assert.Contains("7 versions", Refused(spectra, 7), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_shrinks_to_nothing_is_refused_before_anything_is_allocated()
    {
        var error = Assert.Throws<BadInputException>(() => NetworkTraining.Run(Samples.Peaks(10), new([new(4, 41)], NetworkHead.GlobalAverage, []), Options, new(new Seed(3))));

        Assert.Contains("Convolution block 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ensemble_learns_through_every_distortion()
    {
        var options = Options with { Mixup = 0.4, BroadeningEv = 0.5, Noise = 0.1, Gain = 0.2, Members = 2, Epochs = 12, LearningRate = 0.02 };
        var spectra = Samples.Peaks(40);
        var network = new NetworkDescription([new(6, 5, 1, true, Pooling.Average, 2, Activation.Relu, BatchNormalisation.AfterActivation)], NetworkHead.Flatten, []);

        var classifier = new NetworkTrainer(network, options).Train(spectra, new(new Seed(3)));

        var probabilities = new double[spectra.Count * 3];
        classifier.Predict(spectra.Intensity.Span, probabilities);
        var right = Enumerable.Range(0, spectra.Count).Count(i => classifier.Classes[probabilities.AsSpan(3 * i, 3).IndexOf(probabilities.AsSpan(3 * i, 3).ToArray().Max())] == spectra.Labels[i]);
        Assert.True(right > 0.95 * spectra.Count, $"{right} of {spectra.Count}");
    }

    static string Refused(LabeledSpectra spectra, int versions) =>
        Assert.Throws<BadInputException>(() => NetworkTraining.Run(spectra, Samples.SmallMlp, Options, new(new Seed(3)) { Versions = versions })).Message;
}

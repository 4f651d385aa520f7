using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Training.Tests;

public sealed class NetworkTrainingTests
{
    static readonly NetworkOptions Quick = new(Epochs: 8, BatchSize: 16, LearningRate: 1e-2);

    [Theory]
    [InlineData(Optimiser.Adam)]
    [InlineData(Optimiser.AdamW)]
    [InlineData(Optimiser.Sgd)]
    public void Peaks_at_different_places_are_told_apart(Optimiser optimiser)
    {
        var spectra = Samples.Peaks(40);

        var trained = NetworkTraining.Run(spectra, Samples.SmallCnn with { Head = NetworkHead.Flatten }, Quick with { Optimiser = optimiser, Epochs = 20 }, new(new Seed(3)));

        Assert.True(trained.History.Max(epoch => epoch.ValidationAccuracy) > 0.95);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        var spectra = Samples.Peaks(30);

        var first = NetworkTraining.Run(spectra, Samples.SmallCnn, Quick, new(new Seed(3), Threads: 2));
        var second = NetworkTraining.Run(spectra, Samples.SmallCnn, Quick, new(new Seed(3), Threads: 2));
        var other = NetworkTraining.Run(spectra, Samples.SmallCnn, Quick, new(new Seed(4), Threads: 2));

        Assert.Equal(first.Tensors["output.weight"].Values, second.Tensors["output.weight"].Values);
        Assert.Equal(first.Tensors["blocks.0.norm.mean"].Values, second.Tensors["blocks.0.norm.mean"].Values);
        Assert.Equal(first.Temperature, second.Temperature);
        Assert.NotEqual(first.Tensors["output.weight"].Values, other.Tensors["output.weight"].Values);
    }
}

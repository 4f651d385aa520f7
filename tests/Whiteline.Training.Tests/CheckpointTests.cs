using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Training.Tests;

public sealed class CheckpointTests : IDisposable
{
    static readonly NetworkOptions Options = new(Epochs: 6, BatchSize: 16, LearningRate: 1e-2, Mixup: 0.3, BroadeningEv: 0.3);

    readonly string folder = Directory.CreateTempSubdirectory("whiteline-checkpoint").FullName;

    [Fact]
    public void A_training_that_was_stopped_and_taken_up_gives_the_weights_of_one_that_was_not()
    {
        var spectra = Samples.Peaks(30);
        var whole = NetworkTraining.Run(spectra, Samples.SmallCnn, Options, new(new Seed(3)));

        Assert.Throws<OperationCanceledException>(() => StopAfter(spectra, epochs: 3));
        var seen = new List<int>();
        var resumed = NetworkTraining.Run(spectra, Samples.SmallCnn, Options, new(new Seed(3)), "cpu", folder, new Each(epoch => seen.Add(epoch.Epoch)));

        Assert.Equal([4, 5, 6], seen);
        Assert.All(whole.Tensors, pair => Assert.Equal(pair.Value.Values, resumed.Tensors[pair.Key].Values));
        Assert.Equal(whole.Temperature, resumed.Temperature);
        Assert.Equal(whole.History.Select(epoch => epoch.ValidationLoss), resumed.History.Select(epoch => epoch.ValidationLoss));
    }

    [Fact]
    public void A_checkpoint_of_another_request_is_not_taken_up()
    {
        var spectra = Samples.Peaks(30);
        Assert.Throws<OperationCanceledException>(() => StopAfter(spectra, epochs: 3));

        var seen = new List<int>();
        NetworkTraining.Run(spectra, Samples.SmallCnn, Options with { LearningRate = 2e-2 }, new(new Seed(3)), "cpu", folder, new Each(epoch => seen.Add(epoch.Epoch)));

        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
    }

    [Theory]
    [InlineData("checkpoint.json", "{")]
    [InlineData("checkpoint-1.safetensors", "no weights")]
    public void A_damaged_checkpoint_is_not_taken_up(string file, string text)
    {
        var spectra = Samples.Peaks(30);
        Assert.Throws<OperationCanceledException>(() => StopAfter(spectra, epochs: 3));
        File.WriteAllText(Path.Combine(folder, file), text);

        var seen = new List<int>();
        NetworkTraining.Run(spectra, Samples.SmallCnn, Options, new(new Seed(3)), "cpu", folder, new Each(epoch => seen.Add(epoch.Epoch)));

        Assert.Equal(1, seen[0]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    void StopAfter(Spectra.LabeledSpectra spectra, int epochs)
    {
        using var stop = new CancellationTokenSource();
        var watch = new Each(epoch =>
        {
            if (epoch.Epoch == epochs) stop.Cancel();
        });
        NetworkTraining.Run(spectra, Samples.SmallCnn, Options, new(new Seed(3), Cancellation: stop.Token), "cpu", folder, watch);
    }
}

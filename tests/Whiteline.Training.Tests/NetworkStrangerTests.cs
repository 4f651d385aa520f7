using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Training.Tests;

/// <summary>What a trained network must not label, and why.</summary>
public sealed class NetworkStrangerTests
{
    const int Count = 100;
    static readonly StepContext Context = new("my.npz", new Seed(1), 2);

    // Few epochs: the labels are not the matter.
    static readonly Lazy<TrainedModel> Manganese = new(() => ModelTraining.Run(
        PhantomDataset.Make(new([new("Mn2+", 60), new("Mn3+", 60), new("Mn4+", 60)]), new Seed(50), 2), new(new NetworkTrainer(NetworkPresets.Cnn, new NetworkOptions(Epochs: 12))), [], new(new Seed(1), 2)));

    [Theory]
    [InlineData("vacuum", Abstention.SignalTooWeak)]
    [InlineData("constant", Abstention.SignalTooWeak)]
    [InlineData("noise", Abstention.SignalTooWeak)]
    [InlineData("saturated", Abstention.Saturated)]
    [InlineData("another element", Abstention.UnlikeTraining)]
    [InlineData("another element in its place", Abstention.UnlikeTraining)]
    [InlineData("O K in its place", Abstention.UnlikeTraining)]
    public void A_stranger_is_given_no_label_by_a_network_and_the_right_reason(string what, Abstention reason)
    {
        var asked = Strangers.Of(what, Count);

        var verdicts = new Prediction(Manganese.Value, asked, null, Context).ClassifyAll(Context);

        Assert.InRange(verdicts.Count(verdict => verdict.Abstained == reason) / (double)verdicts.Count, 0.99, 1);
    }

    [Fact]
    public void Clean_spectra_of_other_specimens_are_labelled_by_a_network()
    {
        var asked = PhantomDataset.Make(new([new("Mn2+", Count), new("Mn3+", Count), new("Mn4+", Count)]), new Seed(51), 2);

        var verdicts = new Prediction(Manganese.Value, asked, null, Context).ClassifyAll(Context);

        Assert.InRange(verdicts.Count(verdict => verdict.Abstained is not null) / (double)verdicts.Count, 0, 0.05);
    }
}

using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Training.Tests;

/// <summary>What a trained network must not label, and why.</summary>
public sealed class NetworkStrangerTests
{
    const int Count = 100;
    static readonly StepContext Context = new("my.npz", new Seed(1), 2);
    static readonly EnergyAxis Wide = new(590, 0.1, 1600);

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
        var random = new Seed(3).Random();
        LabeledSpectra asked = what switch
        {
            "vacuum" => Made(_ => (float)(2 * random.NextNormal())),
            "constant" => Made(_ => 5),
            "noise" => Made(_ => (float)random.NextDouble()),
            "saturated" => Saturated(PhantomDataset.Make(new([new("Mn2+", Count)]), new Seed(6), 2)),
            "another element" => PhantomDataset.Make(new([new("Fe2+", Count / 2), new("Fe3+", Count / 2)]) { Axis = Wide }, new Seed(4), 2),
            "another element in its place" => Moved(PhantomDataset.Make(new([new("Fe2.67+", Count / 2), new("Fe3+", Count / 2)]) { Conditions = new() { Dose = 500 } }, new Seed(4), 2), -67),
            _ => Moved(PhantomDataset.Make(new([new("Mn3+", Count)]) { Axis = new(480, 0.1, 1500) }, new Seed(5), 2), 108),
        };

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

    static LabeledSpectra Made(Func<double, float> at) => new(Wide, Enumerable.Range(0, Count * Wide.Count).Select(i => at(Wide.EnergyAt(i % Wide.Count))).ToArray(), [.. Enumerable.Repeat("Mn2+", Count)]);

    static LabeledSpectra Moved(LabeledSpectra data, double shiftEv) => new(data.Axis.ShiftedBy(shiftEv), data.Intensity.ToArray(), data.Labels);

    static LabeledSpectra Saturated(LabeledSpectra data)
    {
        var intensity = data.Intensity.ToArray();
        for (var i = 0; i < data.Count; i++)
        {
            var one = intensity.AsSpan(i * data.Axis.Count, data.Axis.Count);
            var ceiling = 0.85f * System.Numerics.Tensors.TensorPrimitives.Max<float>(one);
            foreach (ref var value in one) value = Math.Min(value, ceiling);
        }
        return new(data.Axis, intensity, data.Labels);
    }
}

using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Training.Fractions;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests;

/// <summary>Where a program of one's own enters the library, an argument that is null is named.</summary>
public sealed class NullArgumentTests
{
    static readonly LabeledSpectra Data = new(new EnergyAxis(630, 0.5, 8), new float[32], ["Mn2+", "Mn2+", "Mn3+", "Mn3+"]);
    static readonly NetworkDescription Network = new([], NetworkHead.Flatten, [new(4)]);
    static readonly TrainingContext Training = new(new Seed(1), 1);

    static readonly Dictionary<string, (string Argument, Action Call)> Calls = new(StringComparer.Ordinal)
    {
        ["network training without spectra"] = ("prepared", () => NetworkTraining.Run(null!, Network, new(), Training)),
        ["network training without network"] = ("network", () => NetworkTraining.Run(Data, null!, new(), Training)),
        ["network training without options"] = ("options", () => NetworkTraining.Run(Data, Network, null!, Training)),
        ["network training without context"] = ("context", () => NetworkTraining.Run(Data, Network, new(), null!)),
        ["network without spectra"] = ("spectra", () => new NetworkTrainer(Network, new()).Train(null!, Training)),
        ["network without context"] = ("context", () => new NetworkTrainer(Network, new()).Train(Data, null!)),
        ["network of a process of its own without spectra"] = ("spectra", () => new IsolatedNetworkTrainer(Network, new(), _ => throw new InvalidOperationException()).Train(null!, Training)),
        ["adversarial network without spectra"] = ("real", () => new GanTrainer(new()).Train(null!, Training)),
        ["adversarial network without context"] = ("context", () => new GanTrainer(new()).Train(Data, null!)),
        ["autoencoder without spectra"] = ("real", () => new VaeTrainer(new()).Train(null!, Training)),
        ["autoencoder without context"] = ("context", () => new VaeTrainer(new()).Train(Data, null!)),
        ["fraction network without context"] = ("context", () => new FractionNetworkTraining(["Mn2+", "Mn3+"]).Run(null!)),
    };

    public static TheoryData<string> Cases => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_argument_that_is_null_is_named(string what) =>
        Assert.Equal(Calls[what].Argument, Assert.Throws<ArgumentNullException>(Calls[what].Call).ParamName);
}

using Whiteline.Fractions;
using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Training.Fractions;

namespace Whiteline.Training.Tests.Fractions;

public sealed class FractionNetworkTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Mn2+", "Mn3+")]
    [InlineData("Fe2+", "Fe3+")]
    public void A_network_tells_fractions_of_held_out_mixtures_and_its_intervals_hold_them(string one, string other)
    {
        string[] states = [one, other];
        var network = new FractionNetworkTraining(states) { Variation = new(), Mixtures = 4000, HeldOut = 800, Epochs = 40 }.Run(new(new Seed(1), Environment.ProcessorCount));
        var mixtures = PhantomMixtures.Make(new(states, 300) { Conditions = new() { Dose = 500 } }, new Seed(20));

        var result = FractionAnalysis.Run(mixtures.Spectra, new(SimulatedReferences.Of(states, ShapeVariation.None)) { Network = network }, new("mixtures", new Seed(0)));
        var estimates = result[FractionMethod.Network]!.Estimates;
        var error = Enumerable.Range(0, 300).Average(i => Math.Abs(estimates[i]!.Fractions[0] - mixtures.FractionsOf(i)[0]));
        var held = Enumerable.Range(0, 300).Count(i => estimates[i]!.Lower[0] <= mixtures.FractionsOf(i)[0] && mixtures.FractionsOf(i)[0] <= estimates[i]!.Upper[0]) / 300.0;
        output.WriteLine($"{one}/{other}: mean error {error:0.0000}, coverage {held:0.000}");

        Assert.True(error < 0.07, $"{error}");
        Assert.InRange(held, 0.85, 0.99);
    }

    [Fact]
    public void A_network_and_its_widths_come_back_from_their_file()
    {
        var network = new FractionNetworkTraining(["Mn2+", "Mn3+"]) { Mixtures = 300, HeldOut = 320, Epochs = 1 }.Run(new(new Seed(2)));
        using var folder = new Testing.TemporaryFolder();
        FractionNetworkFile.Write(folder.File("mn.fractions.wlm"), network);

        using var stream = File.OpenRead(folder.File("mn.fractions.wlm"));
        var read = FractionNetworkFile.Read(stream, "mn.fractions.wlm");

        var spectrum = new float[network.Axis.Count];
        for (var c = 0; c < spectrum.Length; c++) spectrum[c] = c % 17 / 100f;
        Assert.Equal(network.Estimate(spectrum)[0].Fractions, read.Estimate(spectrum)[0].Fractions);
        Assert.Equal(network.Estimate(spectrum)[0].Upper, read.Estimate(spectrum)[0].Upper);
        Assert.Equal(network.Recipe, read.Recipe);
    }

    [Fact]
    public void Shares_that_do_not_sum_to_one_are_refused()
    {
        var spectra = Samples.Peaks(10, 2);

        Assert.Contains("sum to 1", Assert.Throws<BadInputException>(() => NetworkTraining.Run(spectra, Samples.SmallMlp, new(Epochs: 1), new TrainingContext(new Seed(0)), soft: new([.. Enumerable.Repeat(0.6, 40)]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_learns_shares_and_not_classes()
    {
        // The same spectrum is a third of one class every time: a network of classes would come to be sure of the other.
        var spectra = Samples.Peaks(60, 2, noise: 0.02);
        double[] shares = [.. Enumerable.Range(0, spectra.Count).SelectMany(i => spectra.Labels[i] == spectra.Classes[0] ? new[] { 1.0 / 3, 2.0 / 3 } : [0.75, 0.25])];

        var trained = NetworkTraining.Run(spectra, Samples.SmallMlp, new(Epochs: 80, LabelSmoothing: 0, Noise: 0, BroadeningEv: 0, Gain: 0, Baseline: 0, Balanced: false), new TrainingContext(new Seed(0)), soft: new(shares));
        var network = new Learning.Networks.NetworkClassifier(spectra.Classes, spectra.Axis.Count, Samples.SmallMlp, trained.Tensors, trained.InputMean, trained.InputScale);
        var found = new double[spectra.Count * 2];
        network.Predict(spectra.Intensity.Span, found);

        Assert.Equal(1.0 / 3, Enumerable.Range(0, spectra.Count).Where(i => spectra.Labels[i] == spectra.Classes[0]).Average(i => found[i * 2]), 0.05);
        Assert.Equal(0.75, Enumerable.Range(0, spectra.Count).Where(i => spectra.Labels[i] == spectra.Classes[1]).Average(i => found[i * 2]), 0.05);
    }
}

using Whiteline.Learning.Networks;
using Whiteline.Testing;

namespace Whiteline.Tests.Learning.Networks;

public sealed class NetworkClassifierTests
{
    const int Channels = 101, Classes = 5;

    public static TheoryData<string> Names => [.. RandomNetworks.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_network_computes_its_definition(string name)
    {
        var network = Network(name);
        var spectra = RandomNetworks.Spectra(15, network.Channels, new(2));

        var logits = new double[15 * Classes];
        network.Logits(spectra, logits);

        for (var i = 0; i < 15; i++)
        {
            var plain = PlainNetwork.Logits(network, [.. spectra.Skip(i * network.Channels).Take(network.Channels)]);
            for (var c = 0; c < Classes; c++) Assert.Equal(plain[c], logits[i * Classes + c], 2e-5 * (1 + Math.Abs(plain[c])));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_sensitivity_is_the_slope_of_the_logit(string name)
    {
        var network = Network(name);
        var spectrum = RandomNetworks.Spectra(1, network.Channels, new(3));
        var sensitivity = new double[network.Channels];

        network.Explain(spectrum, 3, sensitivity);

        var largest = sensitivity.Max(Math.Abs);
        Assert.True(largest > 0);
        for (var channel = 0; channel < network.Channels; channel += 7)
            Assert.Equal(Slope(network, spectrum, channel), sensitivity[channel], 1e-4 * largest);
    }

    [Fact]
    public void Probabilities_are_the_softmax_of_logits_over_the_temperature()
    {
        var network = RandomNetworks.Of(NetworkPresets.Mlp, Channels, 3, new(1), temperature: 2);
        var spectrum = RandomNetworks.Spectra(1, Channels, new(4));
        double[] logits = new double[3], probabilities = new double[3];

        network.Logits(spectrum, logits);
        network.Predict(spectrum, probabilities);

        var sum = logits.Sum(logit => Math.Exp(logit / 2));
        Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(Math.Exp(logits[c] / 2) / sum, probabilities[c], 1e-12));
    }

    [Theory]
    [InlineData("cnn")]
    [InlineData("mlp")]
    [InlineData("Elu")]
    public void Neither_neighbours_nor_threads_change_an_answer(string name)
    {
        const int n = 1000;
        var network = Network(name);
        var spectra = RandomNetworks.Spectra(n, network.Channels, new(5));
        double[] together = new double[n * Classes], parallel = new double[n * Classes], alone = new double[Classes];

        network.Predict(spectra, together);
        network.Predict(spectra.AsMemory(), parallel.AsMemory(), 3, TestContext.Current.CancellationToken);

        Assert.Equal(together, parallel);
        foreach (var i in (int[])[0, 4, 383, 384, 999])
        {
            network.Predict(spectra.AsSpan(i * network.Channels, network.Channels), alone);
            Assert.Equal(together[(i * Classes)..((i + 1) * Classes)], alone);
        }
    }

    [Fact]
    public void Enormous_logits_are_certain_and_finite()
    {
        var network = RandomNetworks.Of(NetworkPresets.Mlp, Channels, 3, new(1), scale: 1e30);
        var probabilities = new double[3];

        network.Predict(RandomNetworks.Spectra(1, Channels, new(4)), probabilities);

        Assert.Equal(1, probabilities.Sum(), 1e-12);
        Assert.Contains(1.0, probabilities);
    }

    [Fact]
    public void Work_can_be_cancelled() => Assert.Throws<OperationCanceledException>(() =>
        Network("mlp").Predict(new float[Channels * 400], new double[Classes * 400], 1, new(canceled: true)));

    // Of the plain network in double precision, so that the step can be small enough to cross no kink of a rectifier.
    static double Slope(NetworkClassifier network, float[] spectrum, int channel)
    {
        const double step = 1e-6;
        var moved = spectrum.Select(x => (double)x).ToArray();
        moved[channel] = spectrum[channel] + step;
        var above = PlainNetwork.Logits(network, moved)[3];
        moved[channel] = spectrum[channel] - step;
        return (above - PlainNetwork.Logits(network, moved)[3]) / (2 * step);
    }

    static NetworkClassifier Network(string name)
    {
        var network = RandomNetworks.All.Single(one => one.Name == name).Network;
        return RandomNetworks.Of(network, name == "mn-valence" ? 300 : Channels, Classes, new(1));
    }
}

using Whiteline.Learning.Networks;
using Whiteline.Learning.Novelty;
using Whiteline.Numerics;
using Whiteline.Testing;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Learning.Novelty;

public sealed class DoubtTests
{
    const int Channels = 40, Classes = 3;

    [Fact]
    public void The_doubt_of_a_network_is_the_energy_of_its_logits_and_its_probabilities_are_as_without()
    {
        var network = Network(1);
        var spectra = Spectra(7);

        double[] probabilities = new double[7 * Classes], plain = new double[7 * Classes], logits = new double[7 * Classes], doubts = new double[7];
        network.Predict(spectra, probabilities, doubts);
        network.Predict(spectra, plain);
        network.Logits(spectra, logits);

        Assert.Equal(plain, probabilities);
        for (var i = 0; i < 7; i++) Assert.Equal(-Math.Log(logits[(i * Classes)..((i + 1) * Classes)].Sum(Math.Exp)), doubts[i], 1e-9);
    }

    [Fact]
    public void An_ensemble_of_one_and_the_same_network_does_not_disagree()
    {
        var doubts = Doubts(new([Network(1), Network(1)]));

        for (var i = 0; i < 7; i++) Assert.Equal(0, doubts[2 * i + 1], 1e-9);
    }

    [Fact]
    public void The_disagreement_is_the_information_that_the_members_share_with_the_label()
    {
        NetworkClassifier[] members = [Network(1), Network(2), Network(3)];

        var doubts = Doubts(new(members));

        // Mean Kullback-Leibler divergence of the members from their mean: another way to the same number.
        double[][] each = [.. members.Select(member => { var p = new double[7 * Classes]; member.Predict(Spectra(7), p); return p; })];
        for (var i = 0; i < 7; i++)
        {
            var expected = each.Average(p => Enumerable.Range(i * Classes, Classes).Sum(c => p[c] * Math.Log(p[c] / each.Average(other => other[c]))));
            Assert.Equal(expected, doubts[2 * i + 1], 1e-9);
        }
    }

    [Fact]
    public void Limits_lie_beyond_the_doubts_of_the_training_spectra()
    {
        var data = Doublets.Fe(60, 1);
        var network = RandomNetworks.Of(NetworkPresets.Mlp, data.Axis.Count, 2, new(1));

        var limits = DoubtLimits.Fit(network, data)!;

        var doubts = new double[data.Count];
        network.Predict(data.Intensity.Span, new double[data.Count * 2], doubts);
        Array.Sort(doubts);
        Assert.Equal(doubts[57] + 2 * (doubts[57] - doubts[30]), limits.Limits[0], 1e-12);
        Assert.True(limits.Exceeded([limits.Limits[0] + 1e-9]));
        Assert.True(limits.Exceeded([double.NaN]));
        Assert.False(limits.Exceeded([limits.Limits[0]]));
    }

    static NetworkClassifier Network(ulong seed) => RandomNetworks.Of(NetworkPresets.Mlp, Channels, Classes, new(seed));

    static double[] Doubts(EnsembleClassifier ensemble)
    {
        var doubts = new double[14];
        ensemble.Predict(Spectra(7), new double[7 * Classes], doubts);
        return doubts;
    }

    static float[] Spectra(int count)
    {
        var random = new Seed(9).Random();
        return [.. Enumerable.Range(0, count * Channels).Select(_ => (float)random.NextNormal())];
    }
}

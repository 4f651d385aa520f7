using Whiteline.Numerics;
using Whiteline.Training.Generative;
using static TorchSharp.torch;

namespace Whiteline.Training.Tests.Generative;

public sealed class CriticTests
{
    [Theory]
    [InlineData(GanLoss.Wasserstein, -1.0, 0.0)]
    [InlineData(GanLoss.NonSaturating, 1.00641, 0.69315)]
    [InlineData(GanLoss.LeastSquares, 0.0, 0.5)]
    public void Losses_of_an_opinion_of_1_on_real_and_0_on_made_spectra(GanLoss loss, double critic, double generator)
    {
        using var scope = NewDisposeScope();
        Tensor real = ones(4), made = zeros(4);

        Assert.Equal(critic, GanLosses.Critic(loss, real, made).item<float>(), 1e-4);
        Assert.Equal(generator, GanLosses.Generator(loss, made).item<float>(), 1e-4);
    }

    [Theory]
    [InlineData(GanLoss.Wasserstein, 16.0)]
    [InlineData(GanLoss.LeastSquares, 12.5)]
    public void The_slope_of_a_linear_critic_is_penalised_as_written(GanLoss loss, double expected)
    {
        using var scope = NewDisposeScope();
        var weights = tensor([3f, 4]);

        var penalty = GanLosses.Penalty(loss, points => points.mul(weights).sum(1), randn(5, 2), randn(5, 2), rand(5, 1));

        Assert.Equal(expected, penalty.item<float>(), 1e-3);
    }

    [Fact]
    public void A_normalised_weight_has_a_largest_singular_value_of_1()
    {
        using var scope = NewDisposeScope();
        var weight = tensor([.. Enumerable.Range(0, 60).Select(i => (float)Math.Sin(i * i))], [4, 3, 5]);

        var normalised = CriticNetwork.Normalised(weight).flatten(1);

        Assert.Equal(1, linalg.svdvals(normalised)[0].item<float>(), 2e-2);
    }

    [Fact]
    public void Nothing_is_distorted_at_a_probability_of_0_and_something_above()
    {
        using var scope = NewDisposeScope();
        var spectra = randn(8, 40);
        var distortion = new CriticDistortion(1, CPU);

        var same = distortion.Apply(spectra, 0, new Seed(1));
        var other = distortion.Apply(spectra, 0.5, new Seed(1));

        Assert.Equal(0, same.sub(spectra).abs().max().item<float>());
        Assert.True(other.sub(spectra).abs().max().item<float>() > 0.01);
    }

    [Fact]
    public void A_critic_that_thinks_of_held_out_spectra_as_of_training_spectra_does_not_overfit()
    {
        using var scope = NewDisposeScope();
        var set = MeasuredLike.Set(20);
        var split = HeldOutSpectra.Of(set, SpectrumModel.Fit(set, CancellationToken.None), [1, 1], 0.2, new Seed(1));
        using var critic = new CriticNetwork(MeasuredLike.Channels, 2, new(), 0, 1, new Seed(1), CPU);

        var over = new CriticOverfitting(set, split, critic, CPU).Of((zeros(4, MeasuredLike.Channels), eye(2).repeat(2, 1)));

        Assert.InRange(over, 0, 0.3);
    }
}

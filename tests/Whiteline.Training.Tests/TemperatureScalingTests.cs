using Whiteline.Numerics;

namespace Whiteline.Training.Tests;

public sealed class TemperatureScalingTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void Logits_that_are_too_sure_by_a_factor_are_divided_by_it(double factor)
    {
        const int Count = 20_000;
        const int Classes = 3;
        var random = new Seed(4).Random();
        var logits = new float[Count * Classes];
        var labels = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            var row = logits.AsSpan(i * Classes, Classes);
            var weights = new double[Classes];
            for (var c = 0; c < Classes; c++)
            {
                var logit = 1.5 * random.NextNormal();
                weights[c] = Math.Exp(logit);
                row[c] = (float)(factor * logit);
            }
            var draw = random.NextDouble() * weights.Sum();
            while (draw >= weights[labels[i]]) draw -= weights[labels[i]++];
        }

        var temperature = TemperatureScaling.Fit(logits, labels, Classes);

        Assert.Equal(factor, temperature, 0.05 * factor);
    }

    [Fact]
    public void Without_spectra_the_temperature_is_one() => Assert.Equal(1, TemperatureScaling.Fit([], [], 3));

    // -log(softmax([1, 2, 0.5] / 2)[0]), by hand: log(e^0.5 + e^1 + e^0.25) - 0.5.
    [Fact]
    public void The_loss_of_a_spectrum_is_minus_the_log_of_its_probability() =>
        Assert.Equal(Math.Log(Math.Exp(0.5) + Math.E + Math.Exp(0.25)) - 0.5, TemperatureScaling.SpectrumLoss([1, 2, 0.5f], 0, 2), 1e-7);
}

using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class SmoothBasisTests
{
    const int Channels = 120;

    static readonly double[] Even = [.. Enumerable.Repeat(1.0, Channels - 2)];

    [Theory]
    [InlineData(0.01)]
    [InlineData(3.0)]
    [InlineData(1e5)]
    public void The_smooth_curve_solves_the_penalised_equations(double penalty)
    {
        var random = new Seed(1).Random();
        double[] curve = [.. Enumerable.Range(0, Channels).Select(_ => random.NextNormal())];
        double[] weights = [.. Even.Select(_ => random.NextDouble())];

        var smooth = new PenalisedSmoother(penalty, weights).Of(curve);

        // (1 + λ Dᵀ W D) s = y, with D the second differences.
        double[] left = [.. smooth];
        for (var c = 0; c < weights.Length; c++)
        {
            var bend = penalty * weights[c] * (smooth[c] - 2 * smooth[c + 1] + smooth[c + 2]);
            left[c] += bend;
            left[c + 1] -= 2 * bend;
            left[c + 2] += bend;
        }
        Assert.All(left.Zip(curve), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Without_a_penalty_the_curve_stays_and_all_noise_goes_into_it()
    {
        double[] curve = [.. Enumerable.Range(0, Channels).Select(c => Math.Cos(c))];
        var smoother = new PenalisedSmoother(0, Even);

        Assert.Equal(curve, smoother.Of(curve));
        Assert.Equal(1, smoother.VarianceTaken(), 1e-12);
    }

    [Fact]
    public void What_a_smoother_takes_of_the_noise_is_what_is_missing_from_the_rest()
    {
        var random = new Seed(2).Random();
        var smoother = new PenalisedSmoother(5, Even);
        var left = 0.0;
        const int draws = 400;

        for (var i = 0; i < draws; i++)
        {
            double[] noise = [.. Enumerable.Range(0, Channels).Select(_ => random.NextNormal())];
            left += noise.Zip(smoother.Of(noise), (own, smooth) => (own - smooth) * (own - smooth)).Average() / draws;
        }

        Assert.Equal(1 - left, smoother.VarianceTaken(), 0.02);
    }

    [Fact]
    public void Mean_and_component_come_nearer_to_the_truth()
    {
        double[] line = Line(50, 6, 1), second = Line(75, 6, 1);
        var (spectra, weights) = Spectra(80, (i, random) => Sum(line, 0.5 * random.NextNormal(), second), noise: 0.3);
        var raw = LinearBasis.Fit(spectra, 1, weights);

        var smooth = SmoothBasis.Of(raw, spectra, weights).Basis;

        Assert.InRange(Distance(smooth.Mean, line) / Distance(raw.Mean, line), 0, 0.85);
        Assert.InRange(1 - Alike(smooth.Components[0], second), 0, 0.5 * (1 - Alike(raw.Components[0], second)));
    }

    [Fact]
    public void A_line_of_a_few_channels_keeps_its_height()
    {
        // L3 on channels of a third of an eV: what smoothing the whole curve alike would flatten.
        var sharp = Sum(Line(40, 1.6, 1), 1, [.. Enumerable.Range(0, Channels).Select(c => 0.2 + 0.001 * c)]);
        var (spectra, weights) = Spectra(100, (_, _) => sharp, noise: 0.1);

        var smooth = SmoothBasis.Of(LinearBasis.Fit(spectra, 1, weights), spectra, weights).Basis;

        Assert.Equal(sharp[40], smooth.Mean[40], 0.03);
    }

    [Fact]
    public void Spectra_without_noise_stay_as_they_are()
    {
        double[] line = Line(50, 2, 1), second = Line(75, 2, 1);
        var (spectra, weights) = Spectra(40, (i, random) => Sum(line, 0.5 * random.NextNormal(), second), noise: 0);
        var raw = LinearBasis.Fit(spectra, 1, weights);

        var smooth = SmoothBasis.Of(raw, spectra, weights).Basis;

        Assert.All(smooth.Mean.Zip(raw.Mean), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        Assert.Equal(1, Alike(smooth.Components[0], [.. raw.Components[0].Select(value => (double)value)]), 1e-5);
    }

    [Fact]
    public void Smooth_components_are_orthonormal()
    {
        var (spectra, weights) = Spectra(60, (_, random) => Sum(Line(40, 5, random.NextNormal()), random.NextNormal(), Line(55, 8, 1)), noise: 0.3);

        var components = SmoothBasis.Of(LinearBasis.Fit(spectra, 2, weights), spectra, weights).Basis.Components;

        Assert.Equal(1, TensorPrimitives.Norm<float>(components[0]), 1e-5f);
        Assert.Equal(1, TensorPrimitives.Norm<float>(components[1]), 1e-5f);
        Assert.Equal(0, TensorPrimitives.Dot<float>(components[0], components[1]), 1e-5f);
    }

    [Fact]
    public void A_component_that_smoothing_makes_the_same_as_another_is_left_out()
    {
        var (spectra, weights) = Spectra(40, (_, random) => Sum(Line(50, 5, 1), random.NextNormal(), Line(75, 6, 1)), noise: 0.1);
        var raw = LinearBasis.Fit(spectra, 1, weights);

        var smooth = SmoothBasis.Of(new(raw.Mean, [raw.Components[0], raw.Components[0]]), spectra, weights).Basis;

        Assert.Equal(1, TensorPrimitives.Norm<float>(Assert.Single(smooth.Components)), 1e-5f);
    }

    [Fact]
    public void Too_few_spectra_stay_as_they_are()
    {
        var (spectra, weights) = Spectra(3, (_, _) => Line(40, 5, 1), noise: 0.3);
        var raw = LinearBasis.Fit(spectra, 1, weights);

        var smooth = SmoothBasis.Of(raw, spectra, weights);

        Assert.Same(raw, smooth.Basis);
        Assert.All(smooth.VarianceTaken, taken => Assert.Equal(2 / 3.0, taken, 1e-12));
    }

    static double[] Line(double at, double width, double height) => [.. Enumerable.Range(0, Channels).Select(c => height * Math.Exp(-0.5 * Math.Pow((c - at) / width, 2)))];

    static double[] Sum(double[] one, double weight, double[] other) => [.. one.Zip(other, (a, b) => a + weight * b)];

    static (float[][] Spectra, double[] Weights) Spectra(int count, Func<int, RandomSource, double[]> clean, double noise)
    {
        var random = new Seed(3).Random();
        float[][] spectra = [.. Enumerable.Range(0, count).Select(i => clean(i, random).Select(value => (float)(value + noise * random.NextNormal())).ToArray())];
        return (spectra, [.. spectra.Select(_ => 1.0)]);
    }

    static double Distance(float[] a, double[] b) => Math.Sqrt(a.Zip(b, (own, its) => (own - its) * (own - its)).Sum());

    static double Alike(float[] a, double[] b) => Math.Abs(a.Zip(b, (own, its) => own * its).Sum()) / Math.Sqrt(a.Sum(own => (double)own * own) * b.Sum(its => its * its));
}

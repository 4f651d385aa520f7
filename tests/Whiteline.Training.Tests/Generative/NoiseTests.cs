using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class NoiseTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_share_of_shot_noise_is_found(double share)
    {
        var random = new Seed(2).Random();
        float[] clean = [.. Enumerable.Range(0, 100).Select(c => (float)(1 + Math.Sin(0.1 * c)))];
        var mean = clean.Average();
        var spectra = Enumerable.Range(0, 800).Select(_ => (clean, clean.Select(value => (float)(0.2 * Math.Sqrt(1 - share + share * value / mean) * random.NextNormal())).ToArray()));

        Assert.Equal(share, NoiseProfile.Fit(spectra).ShotShare, 0.05);
    }

    [Fact]
    public void The_noise_beside_a_line_is_not_that_of_the_line()
    {
        // Nine channels in ten hold next to nothing, as before an edge: there the share of the readout shows.
        var random = new Seed(2).Random();
        float[] clean = [.. Enumerable.Range(0, 200).Select(c => c < 180 ? 0.02f : 10f)];
        var mean = clean.Average();
        var spectra = Enumerable.Range(0, 100).Select(_ => (clean, clean.Select(value => (float)(Math.Sqrt(0.1 + 0.9 * value / mean) * random.NextNormal())).ToArray()));

        Assert.Equal(0.9, NoiseProfile.Fit(spectra).ShotShare, 0.02);
    }

    [Fact]
    public void Four_times_the_dose_halves_shot_noise_and_quarters_readout_noise()
    {
        float[] flat = [1, 1, 1], shot = new float[3], readout = new float[3];

        new NoiseProfile(1).Write(flat, 4, shot);
        new NoiseProfile(0).Write(flat, 4, readout);

        Assert.All(shot, value => Assert.Equal(0.5f, value, 1e-5f));
        Assert.All(readout, value => Assert.Equal(0.25f, value, 1e-5f));
    }

    [Fact]
    public void New_noise_has_the_variance_and_the_colour_of_the_measured()
    {
        const int channels = 200;
        var random = new Seed(3).Random();
        float[][] residuals = [.. Enumerable.Range(0, 60).Select(_ => Coloured(random, channels))];
        var fields = NoiseFields.Of(residuals, new float[60], residuals, new float[60]);
        double variance = 0, neighbours = 0, far = 0;
        var noise = new float[channels];

        for (var i = 0; i < 400; i++)
        {
            fields.Draw(i % 60, random, noise);
            for (var c = 0; c < 150; c++)
            {
                variance += noise[c] * noise[c] / (400.0 * 150);
                neighbours += noise[c] * noise[c + 1] / (400.0 * 150);
                far += noise[c] * noise[c + 50] / (400.0 * 150);
            }
        }

        Assert.Equal(1, variance, 0.05);
        Assert.Equal(0.7, neighbours, 0.05);
        Assert.Equal(0, far, 0.03);
    }

    [Fact]
    public void Noise_made_of_few_residuals_does_not_swell_and_fade()
    {
        const int channels = 300;
        var random = new Seed(3).Random();
        float[][] residuals = [.. Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, channels).Select(_ => (float)random.NextNormal()).ToArray())];
        var fields = NoiseFields.Of(residuals, new float[8], residuals, new float[8]);
        var (fourth, noise) = (0.0, new float[channels]);

        for (var i = 0; i < 400; i++)
        {
            fields.Draw(i % 8, random, noise);
            fourth += noise.Average(value => Math.Pow(value, 4)) / 400;
        }

        // 3 for normal deviates; 3.75 where the squares of eight fields add up freely.
        Assert.Equal(3, fourth, 0.2);
    }

    [Fact]
    public void A_strong_line_does_not_decide_the_level_of_the_noise()
    {
        // Equal doses, and a line that holds most of the noise in six of its channels.
        var random = new Seed(6).Random();
        float[] clean = [.. Enumerable.Range(0, 200).Select(c => (float)(1 + 60 * Math.Exp(-0.5 * Math.Pow((c - 90) / 2.0, 2))))];
        float[][] spectra = [.. Enumerable.Range(0, 80).Select(_ => clean.Select(value => (float)(value + Math.Sqrt(value) * random.NextNormal())).ToArray())];
        var parts = new ClassParts("Mn2+", MeasuredLike.Of(spectra, "Mn2+"));

        var levels = parts.Noise(NoiseProfile.Fit(parts.Clean.Zip(parts.Residuals))).Levels;

        var truth = Math.Sqrt(clean.Average());
        Assert.Equal(truth, levels.Average(), 0.06 * truth);
        // Read off 200 channels alike, a level is known to one over √400.
        Assert.InRange(Math.Sqrt(levels.Average(level => Math.Pow(level / levels.Average() - 1, 2))), 0, 0.075);
    }

    [Fact]
    public void A_spectrum_that_a_component_was_learned_from_alone_keeps_its_level()
    {
        // Of ten, two have lines that no other has; the components that they fill hold most of their noise.
        const double noise = 0.05;
        var random = new Seed(6).Random();
        double Line(int c, double at) => Math.Exp(-0.5 * Math.Pow((c - at) / 4, 2));
        float[][] spectra = [.. Enumerable.Range(0, 10).Select(i => Enumerable.Range(0, 200).Select(c => (float)(Line(c, 60) + (i == 2 ? Line(c, 110) : 0) + (i == 6 ? Line(c, 150) : 0) + noise * random.NextNormal())).ToArray())];
        var parts = new ClassParts("Mn2+", MeasuredLike.Of(spectra, "Mn2+"));

        var levels = parts.Noise(NoiseProfile.Fit(parts.Clean.Zip(parts.Residuals))).Levels;

        Assert.All(levels, level => Assert.InRange(level / noise, 0.8, 1.25));
    }

    [Fact]
    public void Every_noise_has_the_level_that_it_is_drawn_for()
    {
        var random = new Seed(3).Random();
        float[][] residuals = [.. Enumerable.Range(0, 30).Select(_ => Coloured(random, 200))];
        var fields = NoiseFields.Of(residuals, new float[30], residuals, new float[30]);
        float[] first = new float[200], second = new float[200];

        fields.Draw(5, random, first);
        fields.Draw(5, random, second);

        Assert.Equal(1, first.Average(value => value * value), 1e-4f);
        Assert.Equal(1, second.Average(value => value * value), 1e-4f);
        Assert.InRange(first.Zip(second, (a, b) => a * b).Average(), -0.5, 0.5);
    }

    // Autoregressive: neighbouring channels have a correlation of 0.7.
    static float[] Coloured(RandomSource random, int channels)
    {
        var values = new float[channels];
        values[0] = (float)random.NextNormal();
        for (var c = 1; c < channels; c++) values[c] = (float)(0.7 * values[c - 1] + Math.Sqrt(1 - 0.49) * random.NextNormal());
        return values;
    }
}

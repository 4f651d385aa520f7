using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

public sealed class DenoisingTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Fact]
    public void Pca_finds_the_two_spectra_that_were_mixed_and_halves_the_noise()
    {
        var (image, truth) = Mixture(400, 60);

        var fitted = new PcaDenoising().Fit(image, Context);
        var noisy = SpectraPass.ReadBlock(image, 0, 400).Intensity;
        var clean = fitted.Apply(SpectraPass.ReadBlock(image, 0, 400)).Intensity;

        Assert.Equal(2, fitted.Applied.Values["rank"]!.GetValue<int>());
        Assert.True(Error(clean, truth) < 0.5 * Error(noisy, truth));
    }

    [Fact]
    public void Pca_does_not_depend_on_threads()
    {
        var (image, _) = Mixture(3000, 60);

        var one = new PcaDenoising(3).Fit(image, Context with { Threads = 1 }).Apply(SpectraPass.ReadBlock(image, 5, 4));
        var four = new PcaDenoising(3).Fit(image, Context with { Threads = 4 }).Apply(SpectraPass.ReadBlock(image, 5, 4));

        Assert.Equal(one.Intensity, four.Intensity);
    }

    [Fact]
    public void Elbow_is_where_hyperspy_puts_it()
    {
        // hyperspy 1.7.3, estimate_elbow_position([.6, .2, .1, .002, .0019, .0018, ...]) = 3: three components.
        double[] ratios = [.6, .2, .1, .002, .0019, .0018, .0017, .0016, .0015, .0014, .0013, .0012];

        Assert.Equal(3, ScreeElbow.Rank(ratios));
    }

    [Fact]
    public void Spikes_are_found_wherever_they_are_and_counted()
    {
        var (image, truth) = Mixture(100, 50);
        var samples = SpectraPass.ReadBlock(image, 0, 100).Intensity;
        int[] at = [5 * 120 + 40, 17 * 120 + 3, 50 * 120 + 110, 99 * 120 + 60];
        foreach (var i in at) samples[i] += 5000;

        var spiked = new Image(10, 10, image.Axis, samples);
        var fitted = new SpikeRemoval().Fit(spiked, Context);
        var clean = fitted.Apply(SpectraPass.ReadBlock(spiked, 0, 100)).Intensity;

        Assert.Equal(4, fitted.Applied.Values["spikes"]!.GetValue<long>());
        foreach (var i in at) Assert.InRange(clean[i], 0, 3 * truth[i] + 30);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public void Sharp_lines_are_no_spikes_at_any_dose(double counts)
    {
        var axis = new EnergyAxis(-5, 0.25, 120);
        var random = new RandomSource(new Seed(9));
        var samples = new float[200 * axis.Count];
        for (var i = 0; i < samples.Length; i++)
        {
            var centre = 0.3 * (i / axis.Count % 5);
            var mean = 100 * counts * Math.Exp(-0.5 * Math.Pow((axis.EnergyAt(i % axis.Count) - centre) / 0.35, 2)) + 0.2 * counts;
            samples[i] = (float)Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * random.NextNormal()));
        }
        var image = new Image(10, 20, axis, samples);

        var fitted = new SpikeRemoval().Fit(image, Context);

        Assert.Equal(0, fitted.Applied.Values["spikes"]!.GetValue<long>());
    }

    static double Error(float[] spectra, float[] truth) => spectra.Zip(truth, (a, b) => (double)(a - b) * (a - b)).Sum();

    static (Image Image, float[] Truth) Mixture(int count, double counts)
    {
        var axis = new EnergyAxis(700, 0.25, 120);
        var random = new RandomSource(new Seed(11));
        float[] samples = new float[count * axis.Count], truth = new float[count * axis.Count];
        for (var i = 0; i < samples.Length; i++)
        {
            var fraction = i / axis.Count % 11 / 10.0;
            double Line(double centre) => Math.Exp(-0.5 * Math.Pow((axis.EnergyAt(i % axis.Count) - centre) / 1.2, 2));
            truth[i] = (float)(counts * (0.3 + fraction * Line(708) + (1 - fraction) * Line(715)));
            samples[i] = (float)Math.Max(0, Math.Round(truth[i] + Math.Sqrt(truth[i]) * random.NextNormal()));
        }
        return (new(1, count, axis, samples), truth);
    }
}

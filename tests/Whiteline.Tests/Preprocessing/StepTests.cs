using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Testing;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

public sealed class StepTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Fact]
    public void Background_of_an_exact_power_law_leaves_nothing()
    {
        var axis = new EnergyAxis(500, 0.5, 500);
        var spectrum = new Spectrum(axis, [.. axis.Energies().Select(energy => (float)(1000 * Math.Pow(energy / 600, -3.2)))]);

        var after = Prepare(spectrum, new PowerLawBackground(new(600, 650)));

        Assert.All(after, value => Assert.InRange(value, -0.05, 0.05));
    }

    [Fact]
    public void Background_agrees_with_a_numerical_maximum_of_the_likelihood()
    {
        var axis = new EnergyAxis(600, 0.5, 200);
        var random = new RandomSource(new Seed(3));
        var counts = axis.Energies().Select(energy => (float)(40 * Math.Pow(energy / 625, -3) + 6 * random.NextNormal())).ToArray();
        var window = new EnergyWindow(600, 650);

        var fit = new PowerLaw(axis.Energies().AsSpan(axis.ChannelsIn(window)), 625).Fit(counts.AsSpan(axis.ChannelsIn(window)));

        double LogLikelihood(double amplitude, double exponent) => axis.Energies()[axis.ChannelsIn(window)]
            .Select((energy, i) => counts[i] * Math.Log(amplitude * Math.Pow(energy / 625, -exponent)) - amplitude * Math.Pow(energy / 625, -exponent)).Sum();
        var best = LogLikelihood(fit.Amplitude, fit.Exponent);
        Assert.True(best >= LogLikelihood(fit.Amplitude * 1.003, fit.Exponent));
        Assert.True(best >= LogLikelihood(fit.Amplitude * 0.997, fit.Exponent));
        Assert.True(best >= LogLikelihood(fit.Amplitude, fit.Exponent + 0.03));
        Assert.True(best >= LogLikelihood(fit.Amplitude, fit.Exponent - 0.03));
    }

    [Fact]
    public void Mean_of_the_background_window_is_zero_even_with_negative_counts()
    {
        var axis = new EnergyAxis(600, 0.25, 400);
        var random = new RandomSource(new Seed(4));
        var samples = new float[50 * axis.Count];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(2 + 20 * random.NextNormal());
        var window = new EnergyWindow(605, 655);

        var after = Prepare(new Image(5, 10, axis, samples), new PowerLawBackground(window));

        for (var i = 0; i < 50; i++)
            Assert.Equal(0, after.AsSpan(i * axis.Count, axis.Count)[axis.ChannelsIn(window)].ToArray().Average(), 2);
    }

    [Fact]
    public void Background_of_the_measured_nanocube_leaves_its_window_at_zero()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var image = Nanocube.Read();
        var window = new EnergyWindow(655, 690);

        var after = Prepare(image, new PowerLawBackground(window));

        for (var i = 0; i < image.Count; i++)
            Assert.Equal(0, after.AsSpan(i * image.Axis.Count, image.Axis.Count)[image.Axis.ChannelsIn(window)].ToArray().Average(), 2);
        Assert.All(after, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Background_window_outside_the_axis_is_refused_naming_both()
    {
        var spectrum = new Spectrum(new(700, 0.1, 300), new float[300]);

        var error = Assert.Throws<BadInputException>(() => Prepare(spectrum, new PowerLawBackground(new(655, 699))));

        Assert.Contains("655:699 eV", error.Message, StringComparison.Ordinal);
        Assert.Contains("700 to 729.9 eV", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Background_that_was_removed_before_is_left_alone()
    {
        var axis = new EnergyAxis(650, 0.5, 160);
        var spectrum = new Spectrum(axis, [.. axis.Energies().Select(energy => energy is > 707 and < 711 ? 100f : 1f)]);

        var after = Prepare(spectrum, new PowerLawBackground(new(655, 699), BackgroundMode.IfPresent));

        Assert.Equal(spectrum.Intensity.ToArray(), after);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(-20)]
    public void What_lies_far_before_the_window_does_not_hide_a_background(double fromEv)
    {
        var axis = new EnergyAxis(fromEv, 0.5, (int)((760 - fromEv) / 0.5));
        var spectrum = new Spectrum(axis, [.. axis.Energies().Select(energy => (float)(500 * Math.Pow(Math.Max(energy, 5) / 600, -3.2) + (energy is > 707 and < 711 ? 800 : 0)))]);
        var window = new EnergyWindow(655, 699);

        var after = Prepare(spectrum, new PowerLawBackground(window, BackgroundMode.IfPresent));

        Assert.All(after[axis.ChannelsIn(window)], value => Assert.InRange(value, -0.05, 0.05));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(0.99)]
    public void A_shift_by_part_of_a_channel_moves_the_centroid_by_just_that(double channels)
    {
        var axis = new EnergyAxis(700, 0.1, 300);
        var image = new Image(1, 1, axis, Line(axis, 715, 0.4), [channels * 0.1]);

        var after = Prepare(image, new Resample(new(702, 0.1, 260)));

        Assert.Equal(715 + channels * 0.1, Centroid(new(702, 0.1, 260), after), 3);
    }

    [Theory]
    [InlineData(0.1, 0.25)]
    [InlineData(0.25, 0.1)]
    [InlineData(0.1, 0.13)]
    public void A_change_of_dispersion_keeps_area_and_centroid(double from, double to)
    {
        var axis = new EnergyAxis(700, from, (int)(40 / from));
        var target = new EnergyAxis(703, to, (int)(30 / to));

        var after = Prepare(new Spectrum(axis, Line(axis, 715, 0.8)), new Resample(target));

        Assert.Equal(715, Centroid(target, after), 3);
        Assert.Equal(Line(axis, 715, 0.8).Sum() * from, after.Sum() * to, 2);
    }

    [Fact]
    public void Shifted_spectra_never_wrap_round_and_are_never_padded()
    {
        var axis = new EnergyAxis(700, 0.1, 300);
        var samples = new float[300];
        samples[^1] = 1000;
        var target = new EnergyAxis(700.5, 0.1, 290);

        var error = Assert.Throws<WindowMissingException>(() => Prepare(new Image(1, 1, axis, samples, [3]), new Resample(target)));

        Assert.Contains("703 to 732.9 eV", error.Message, StringComparison.Ordinal);
        Assert.Contains("700.5 to 729.4 eV", error.Message, StringComparison.Ordinal);
        Assert.All(Prepare(new Image(1, 1, axis, samples, [0.2]), new Resample(target))[..280], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Crop_keeps_the_channels_of_the_window()
    {
        var axis = new EnergyAxis(700, 1, 30);
        var spectrum = new Spectrum(axis, [.. axis.Energies().Select(energy => (float)energy)]);

        Assert.Equal([705f, 706f, 707f], Prepare(spectrum, new Crop(new(704.8, 707.2))));
        Assert.Throws<BadInputException>(() => Prepare(spectrum, new Crop(new(690, 710))));
    }

    [Theory]
    [InlineData(Norm.None, 3f, 4f)]
    [InlineData(Norm.Max, 0.75f, 1f)]
    [InlineData(Norm.MinMax, 0f, 1f)]
    [InlineData(Norm.L2, 0.6f, 0.8f)]
    [InlineData(Norm.Area, 6 / 7f, 8 / 7f)]
    public void Norms_are_what_they_are_called(Norm norm, float first, float second)
    {
        var after = Prepare(new Spectrum(new(700, 0.5, 2), [3, 4]), new Normalisation(norm));

        Assert.Equal(first, after[0], 6);
        Assert.Equal(second, after[1], 6);
        Assert.Equal([0f, 0f], Prepare(new Spectrum(new(700, 0.5, 2), [0, 0]), new Normalisation(norm)));
    }

    static float[] Prepare(ISpectra spectra, IStep step)
    {
        var prepared = new Recipe(step).Prepare(spectra, Context);
        var all = new float[prepared.Count * prepared.Axis.Count];
        prepared.Read(0, prepared.Count, all);
        return all;
    }

    static float[] Line(EnergyAxis axis, double centre, double width) =>
        [.. axis.Energies().Select(energy => (float)Math.Exp(-0.5 * Math.Pow((energy - centre) / width, 2)))];

    static double Centroid(EnergyAxis axis, float[] spectrum) =>
        spectrum.Select((value, i) => value * axis.EnergyAt(i)).Sum() / spectrum.Sum(value => (double)value);
}

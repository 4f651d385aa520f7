using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

public sealed class AlignTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);
    static readonly EnergyAxis Axis = new(690, 0.25, 200);
    static readonly Align Step = new(709, new(702, 716), new(702, 726));

    [Fact]
    public void Alignment_is_unbiased_over_the_position_between_channels()
    {
        for (var part = 0; part < 20; part++)
        {
            var l3 = 708 + part * Axis.DispersionEv / 20;

            var block = Step.Fit(Spectra(l3, 0, 1), Context).Apply(SpectraPass.ReadBlock(Spectra(l3, 0, 1), 0, 1));

            Assert.Equal(709 - l3, block.ShiftsEv[0], 0.01);
        }
    }

    [Fact]
    public void Alignment_holds_at_noise_of_20_per_cent_of_the_peak()
    {
        var spectra = Spectra(708.3, 0.2, 300);

        var shifts = Step.Fit(spectra, Context).Apply(SpectraPass.ReadBlock(spectra, 0, 300)).ShiftsEv;

        Assert.Equal(0.7, shifts.Average(), 0.1);
        Assert.True(Math.Sqrt(shifts.Average(shift => Math.Pow(shift - 0.7, 2))) < 0.5);
    }

    [Fact]
    public void Noise_alone_is_aligned_without_leaving_the_axis()
    {
        var axis = new EnergyAxis(700, 0.1, 300);
        var random = new RandomSource(new Seed(2));
        var samples = new float[200 * axis.Count];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)random.NextNormal();

        var prepared = new Recipe(Step, new Resample(new(702, 0.1, 240))).Prepare(new Image(1, 200, axis, samples), Context);

        Assert.Equal(200, prepared.ReadBlock(0, 200).Count);
    }

    [Theory]
    [InlineData(0, 709.05)]
    [InlineData(2, 711.05)]
    [InlineData(100, 713)]
    public void L3_is_found_as_far_out_as_the_window_may_reach_beyond_the_axis(double extensionEv, double foundEv)
    {
        // Rises towards the line at 713 eV, so that a search which stops short of it ends where it stops.
        var axis = new EnergyAxis(690, 0.1, 361);
        float[] samples = [.. Enumerable.Range(0, axis.Count).Select(channel => (float)(1 / (1 + Math.Pow(axis.EnergyAt(channel) - 713, 2))))];
        var spectrum = new Spectrum(axis, samples);

        var shift = (Step with { MostExtensionEv = extensionEv }).Fit(spectrum, Context).Apply(SpectraPass.ReadBlock(spectrum, 0, 1)).ShiftsEv[0];

        Assert.Equal(709 - foundEv, shift, 0.06);
        Assert.Equal(240, new Recipe(Step with { MostExtensionEv = extensionEv }, new Resample(new(702, 0.1, 240), extensionEv)).Prepare(spectrum, Context).ReadBlock(0, 1).Intensity.Length);
    }

    [Fact]
    public void An_axis_that_cannot_keep_the_window_is_refused()
    {
        var error = Assert.Throws<WindowMissingException>(() => Step.Fit(new Spectrum(new(705, 0.1, 100), new float[100]), Context));

        Assert.Contains("702:726 eV", error.Message, StringComparison.Ordinal);
    }

    static Image Spectra(double l3, double noise, int count)
    {
        var random = new RandomSource(new Seed(6));
        var samples = new float[count * Axis.Count];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(1 / (1 + Math.Pow((Axis.EnergyAt(i % Axis.Count) - l3) / 1, 2)) + noise * random.NextNormal());
        return new(1, count, Axis, samples);
    }
}

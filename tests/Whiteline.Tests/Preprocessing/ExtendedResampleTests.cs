using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Tests.Preprocessing;

public sealed class ExtendedResampleTests
{
    static readonly StepContext Context = new("ramp.npz", new Seed(1));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    public void Where_the_source_reaches_it_is_the_plain_resampling(double dispersionEv)
    {
        var source = Ramp();
        var target = new EnergyAxis(645, dispersionEv, 40);

        Assert.Equal(Apply(new Resample(target), source), Apply(new Resample(target, MostExtensionEv: 1000), source));
    }

    [Fact]
    public void Beyond_the_ends_the_last_value_stays()
    {
        var extended = Apply(new Resample(new(630, 0.5, 140), MostExtensionEv: 1000), Ramp());

        // The ramp is measured from 640 to 689.5 eV, 100 channels.
        Assert.All(extended[..20], value => Assert.Equal(0, value));
        Assert.Equal(Enumerable.Range(0, 100).Select(c => (float)c), extended[20..120]);
        Assert.All(extended[120..], value => Assert.Equal(99, value));
    }

    [Fact]
    public void A_target_without_any_measured_channel_holds_the_nearest_value() =>
        Assert.All(Apply(new Resample(new(500, 0.5, 20), MostExtensionEv: 1000), Ramp()), value => Assert.Equal(0, value));

    [Fact]
    public void Within_what_is_allowed_a_spectrum_is_continued_and_the_step_says_so()
    {
        var fitted = new Resample(new(638, 0.5, 100), MostExtensionEv: 2).Fit(Ramp(), Context);

        Assert.Equal(2, fitted.Applied.Values["extendedEv"]!.GetValue<double>());
        Assert.Contains("end 2 eV short", fitted.Applied.Sentence, StringComparison.Ordinal);
        Assert.Throws<WindowMissingException>(() => new Resample(new(638, 0.5, 100), MostExtensionEv: 1.9).Fit(Ramp(), Context));
    }

    // The ramp begins at 640 eV.
    [Theory]
    [InlineData(0.5, 639.5, 0)]
    [InlineData(0.5, 639.6, 0)]
    [InlineData(0.5, 639.4, 0.6)]
    [InlineData(0.5, 639, 1)]
    [InlineData(1, 639, 0)]
    [InlineData(0.1, 639.5, 0)]
    public void One_channel_that_is_missing_is_not_told(double dispersionEv, double fromEv, double toldEv)
    {
        var applied = new Resample(new(fromEv, dispersionEv, 20), MostExtensionEv: 2).Fit(Ramp(), Context).Applied;

        Assert.Equal(toldEv, applied.Values["extendedEv"]!.GetValue<double>(), 1e-9);
        Assert.Equal(toldEv > 0, applied.Sentence.Contains("short of it", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_it_such_a_target_is_refused() =>
        Assert.Throws<WindowMissingException>(() => new Resample(new(630, 0.5, 140)).Fit(Ramp(), Context));

    static LabeledSpectra Ramp() => new(new(640, 0.5, 100), [.. Enumerable.Range(0, 100).Select(c => (float)c)], ["Mn2+"]);

    static float[] Apply(Resample step, LabeledSpectra source) => step.Fit(source, Context).Apply(SpectraPass.ReadBlock(source, 0, 1)).Intensity;
}

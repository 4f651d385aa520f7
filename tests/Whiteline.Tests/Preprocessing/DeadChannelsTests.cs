using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Tests.Preprocessing;

public sealed class DeadChannelsTests
{
    const int Channels = 100, Suspect = 50;
    static readonly StepContext Context = new("my.npz", new Seed(1), 2);

    [Theory]
    [InlineData(0f)]
    [InlineData(7f)]
    [InlineData(float.NaN)]
    public void A_channel_of_one_value_is_bridged(float value)
    {
        var spectra = Spectra(40, 0.25, (channel, noise) => channel == Suspect ? value : 400 + 20 * noise);

        var bridged = DeadChannels.Bridge(spectra, Context);

        Assert.All(Column(bridged, Suspect), found => Assert.InRange(found, 200, 600));
        Assert.Equal(Column(spectra, Suspect + 1), Column(bridged, Suspect + 1));
        Assert.Same(bridged, DeadChannels.Bridge(spectra, Context));
    }

    [Fact]
    public void The_bridge_follows_the_top_of_a_line()
    {
        static double Line(int channel) => 1000 * Math.Exp(-0.5 * Math.Pow((channel - Suspect) / 4.0, 2)) + 50;

        var bridged = DeadChannels.Bridge(Spectra(40, 0.25, (channel, noise) => channel is Suspect or Suspect + 1 ? 0 : (float)Line(channel) + noise), Context);

        Assert.All(Column(bridged, Suspect), found => Assert.InRange(found, 0.98 * Line(Suspect), 1.02 * Line(Suspect)));
    }

    [Fact]
    public void A_line_of_one_channel_of_1_eV_is_no_hot_channel() =>
        Unchanged(Spectra(40, 1, (channel, noise) => channel == Suspect ? 2000 + 40 * noise : 100 + 10 * noise));

    [Fact]
    public void The_maximum_of_spectra_normalised_and_aligned_is_no_bad_channel() =>
        Unchanged(Spectra(40, 0.1, (channel, noise) => channel == Suspect ? 1 : (float)(0.9 * Math.Exp(-0.5 * Math.Pow((channel - Suspect) / 5.0, 2))) + 0.01f * noise));

    [Fact]
    public void Few_counts_leave_channels_empty_by_chance() =>
        Unchanged(Spectra(40, 0.25, (_, noise) => noise > 1.8 ? 1 : 0));

    [Fact]
    public void Ends_without_signal_and_wide_gaps_are_left() =>
        Unchanged(Spectra(40, 0.25, (channel, noise) => channel is < 10 or > 90 or (> 30 and < 40) ? 0 : 400 + 20 * noise));

    [Fact]
    public void Few_spectra_do_not_tell() =>
        Unchanged(Spectra(7, 0.25, (channel, noise) => channel == Suspect ? 0 : 400 + 20 * noise));

    [Fact]
    public void A_channel_that_counts_in_a_single_spectrum_is_no_dead_one()
    {
        var once = 0;

        Unchanged(Spectra(40, 0.25, (channel, noise) => channel == Suspect ? once++ == 17 ? 400 : 0 : 400 + 20 * noise));
    }

    static void Unchanged(ISpectra spectra) => Assert.Same(spectra, DeadChannels.Bridge(spectra, Context));

    static SpectrumImage Spectra(int count, double dispersionEv, Func<int, float, float> value)
    {
        var random = new Seed(2).Random();
        var samples = new float[count * Channels];
        for (var i = 0; i < samples.Length; i++) samples[i] = value(i % Channels, (float)random.NextNormal());
        return new(1, count, new(600, dispersionEv, Channels), new MemorySampleSource(samples));
    }

    static float[] Column(ISpectra spectra, int channel)
    {
        var samples = new float[spectra.Count * Channels];
        spectra.Read(0, spectra.Count, samples);
        return [.. Enumerable.Range(0, spectra.Count).Select(i => samples[i * Channels + channel])];
    }
}

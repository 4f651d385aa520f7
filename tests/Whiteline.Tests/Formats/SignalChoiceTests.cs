using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Tests.Formats;

public sealed class SignalChoiceTests
{
    [Theory]
    [InlineData("eV", 1)]
    [InlineData("keV", 0.001)]
    public void Of_a_low_loss_and_a_core_loss_acquired_together_the_one_asked_for_is_taken(string units, double scale)
    {
        Signal low = Spectra("low", 40, 1024, -50, 0.5, "eV"), core = Spectra("core", 40, 586, 428 * scale, 0.5 * scale, units);
        Signal[] signals = [low, core];

        var (chosen, partner) = (SignalChoice.Of(signals, null, "dual.hspy"), SignalChoice.Of(signals, null, "dual.hspy", lowLoss: true));

        Assert.Equal((core, low), (chosen, partner));
        Assert.EndsWith("signal 1 ('core') of 40 × 586 samples was taken, of those with the most spectra the one at the highest energies", SignalChoice.Told(signals, chosen), StringComparison.Ordinal);
        Assert.EndsWith("the one at the lowest energies", SignalChoice.Told(signals, partner, lowLoss: true), StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_without_energies_is_neither_of_them()
    {
        Signal plain = Spectra("plain", 40, 4096, 0, 1, null), core = Spectra("core", 40, 586, 428, 0.5, "eV");

        Assert.Equal(core, SignalChoice.Of([plain, core], null, "x.hspy"));
        Assert.Equal(core, SignalChoice.Of([plain, core], null, "x.hspy", lowLoss: true));
    }

    [Fact]
    public void The_most_spectra_come_before_the_highest_energies()
    {
        Signal image = Spectra("image", 400, 100, 400, 1, "eV"), sum = Spectra("sum", 1, 2000, 400, 1, "eV");
        Signal[] signals = [sum, image];

        var chosen = SignalChoice.Of(signals, null, "x.dm4");

        Assert.Equal(image, chosen);
        Assert.EndsWith("which has the most spectra", SignalChoice.Told(signals, chosen), StringComparison.Ordinal);
    }

    static Signal Spectra(string title, int count, int channels, double offset, double scale, string? units) =>
        new(title, SignalKind.SpectrumImage, [new("x", 0, 1, count, null), new("Energy loss", offset, scale, channels, units)], "float32", new MemorySampleSource(new float[count * channels]));
}

using Whiteline.Spectra;

namespace Whiteline.Tests.Spectra;

public sealed class FallingEnergyTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(0, 3)]
    public void A_spectrum_stored_from_its_last_channel_is_read_in_the_order_of_the_energy(int first, int count)
    {
        using var signal = Falling();
        var image = SpectrumImage.From(signal, "a.hspy");

        var spectra = new float[3 * count];
        image.Read(first, count, spectra);

        Assert.Equal((700, 0.5), (image.Axis.OffsetEv, image.Axis.DispersionEv));
        Assert.Equal(Enumerable.Range(first * 3, 3 * count).Select(i => (float)i), spectra);
    }

    [Fact]
    public void Any_part_can_be_read()
    {
        using var signal = Falling();
        var samples = SpectrumImage.From(signal, "a.hspy").Samples;

        for (var start = 0; start < 9; start++)
            for (var length = 1; start + length <= 9; length++)
            {
                var part = new double[length];
                samples.Read(start, part);
                Assert.Equal(Enumerable.Range(start, length).Select(i => (double)i), part);
            }
    }

    [Theory]
    [InlineData("keV", 640_000)]
    [InlineData("meV", 0.64)]
    [InlineData("eV", 640)]
    [InlineData(null, 640)]
    public void The_axis_of_an_image_is_in_electron_volts(string? units, double offsetEv)
    {
        using var signal = new Signal("", SignalKind.Spectrum, [new("E", 640, 1, 2, units)], "float32", new MemorySampleSource([1f, 2]));

        Assert.Equal(offsetEv, SpectrumImage.From(signal, "a.hspy").Axis.OffsetEv, 9);
    }

    static Signal Falling() => new("", SignalKind.SpectrumImage, [new("x", 0, 1, 3, "nm"), new("E", 701, -0.5, 3, "eV")], "float32", new MemorySampleSource([2f, 1, 0, 5, 4, 3, 8, 7, 6]));
}

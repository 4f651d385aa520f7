using Whiteline.Spectra;

namespace Whiteline.Tests.Spectra;

public sealed class EnergyAxisTests
{
    static readonly EnergyAxis Axis = new(700, 0.1, 301);

    [Fact]
    public void Channel_and_energy_are_inverse()
    {
        Assert.Equal(123.25, Axis.ChannelAt(Axis.EnergyAt(123.25)), 9);
        Assert.Equal(730, Axis.LastEv, 9);
    }

    [Fact]
    public void Window_takes_the_channels_on_its_bounds()
    {
        Assert.Equal(0..301, Axis.ChannelsIn(new(700, 730)));
        Assert.Equal(100..111, Axis.ChannelsIn(new(710, 711)));
        Assert.Equal(301..301, Axis.ChannelsIn(new(800, 810)));
    }

    [Fact]
    public void Float32_energies_are_read_as_uniform()
    {
        var energies = Axis.Energies().Select(energy => (double)(float)energy).ToArray();

        var read = EnergyAxis.FromEnergies(energies, "file");

        Assert.Equal(Axis.DispersionEv, read.DispersionEv, 5);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 4 }, "not uniform")]
    [InlineData(new double[] { 3, 2, 1 }, "do not increase")]
    [InlineData(new double[] { 1 }, "at least 2 channels")]
    [InlineData(new double[] { 1, double.NaN, 3 }, "the energy of channel 1 is NaN")]
    public void A_bad_axis_is_refused_by_name(double[] energies, string said)
    {
        var error = Assert.Throws<BadInputException>(() => EnergyAxis.FromEnergies(energies, "my.csv"));

        Assert.Contains("my.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fe2.67+", "Fe", 2.67)]
    [InlineData("Mn4+", "Mn", 4)]
    public void Labels_name_an_ion(string label, string element, double valence)
    {
        var state = OxidationState.Parse(label);

        Assert.Equal(new OxidationState(element, valence), state);
        Assert.Equal(label, state!.ToString());
    }

    [Fact]
    public void A_label_that_names_no_ion_is_no_state() => Assert.Null(OxidationState.Parse("vacuum"));
}

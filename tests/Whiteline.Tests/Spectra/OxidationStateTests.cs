using Whiteline.Spectra;

namespace Whiteline.Tests.Spectra;

public sealed class OxidationStateTests
{
    [Theory]
    [InlineData("Mn4+", "Mn", 4)]
    [InlineData("Fe2.67+", "Fe", 2.67)]
    [InlineData("Mn⁴⁺", "Mn", 4)]
    [InlineData("Fe²⁺", "Fe", 2)]
    [InlineData("Mn(IV)", "Mn", 4)]
    [InlineData("Fe (III)", "Fe", 3)]
    [InlineData("Mn 3+", "Mn", 3)]
    [InlineData("V+5", "V", 5)]
    [InlineData("Mn10+", "Mn", 10)]
    public void An_ion_is_read_as_it_is_written(string label, string element, double valence) => Assert.Equal(new(element, valence), OxidationState.Parse(label));

    [Theory]
    [InlineData("")]
    [InlineData("MnO2")]
    [InlineData("Mn")]
    [InlineData("Mn2")]
    [InlineData("Mn+")]
    [InlineData("mn2+")]
    [InlineData("Mn2+x")]
    [InlineData("Mn(VX)")]
    [InlineData("Mn(IIII)")]
    [InlineData("Mn2.+")]
    [InlineData("cluster 1")]
    [InlineData("2")]
    public void What_names_no_ion_is_none(string label) => Assert.Null(OxidationState.Parse(label));
}

using Whiteline.Fractions;
using Whiteline.Learning;
using Whiteline.Maps;

namespace Whiteline.Tests.Fractions;

public sealed class AgreementMapTests
{
    static readonly string[] Labels = ["Mn2+", "Mn3+", "Mn4+"];

    [Theory]
    [InlineData(1, 3.1, 2.8, Agreement.All)]
    [InlineData(0, 3.1, 2.8, Agreement.ClassifierAlone)]
    [InlineData(1, 2.2, 2.8, Agreement.MllsAlone)]
    [InlineData(1, 2.6, 4.0, Agreement.RatioAlone)]
    [InlineData(0, 3.0, 4.0, Agreement.None)]
    [InlineData(1, 3.0, null, Agreement.All)]
    public void Each_names_the_label_nearest_to_its_valence(int classifier, double mlls, double? ratio, Agreement expected)
    {
        var probabilities = new double[3];
        probabilities[classifier] = 1;
        var map = new OxidationMap(1, 1, Labels, probabilities, [null]);

        Assert.Equal(expected, Of(map, mlls, ratio).Pixels[0]);
    }

    [Fact]
    public void A_masked_pixel_is_unknown_and_counts_for_nothing()
    {
        var map = new OxidationMap(1, 1, Labels, [1, 0, 0], [Abstention.SignalTooWeak]);

        var agreement = Of(map, 2, 2);

        Assert.Equal(Agreement.Unknown, agreement.Pixels[0]);
        Assert.True(double.IsNaN(agreement.Share));
    }

    static AgreementMap Of(OxidationMap map, double mlls, double? ratio)
    {
        static FractionEstimate Estimate(double valence) => new([0, 0, 0], [0, 0, 0], [0, 0, 0], valence, valence, valence);
        return new FractionMap(map, new(Labels, [new(FractionMethod.Mlls, [Estimate(mlls)]), new(FractionMethod.Ratio, [ratio is { } value ? Estimate(value) : null])], [])).Agreement;
    }
}

using SkiaSharp;
using Whiteline.Fractions;
using Whiteline.Learning;
using Whiteline.Maps;
using Whiteline.Reports.Fractions;

namespace Whiteline.Reports.Tests;

public sealed class AgreementFigureTests
{
    static readonly string[] Labels = ["Mn2+", "Mn3+", "Mn4+"];

    [Theory]
    [InlineData(48, 48)]
    [InlineData(1000, 1000)]
    [InlineData(3, 400)]
    public void No_line_of_the_legend_is_cut(int rows, int columns)
    {
        var figure = new AgreementFigure(LeastSquaresAlone(rows, columns));
        var words = AgreementKey.Name(Agreement.MllsAlone, hasRatio: true) + FormattableString.Invariant($"  {rows * columns} px");
        using var picture = SKBitmap.Decode(figure.Png(AgreementFigure.Width, AgreementFigure.Height, 1));

        // The words begin 21 points right of the left edge of their box, which is 16 right of the map and 14 wide.
        var box = Enumerable.Range(0, picture.Width).Last(x => picture.GetPixel(x, 44) == SKColor.Parse("#56B4E9")) - 13;
        var end = Enumerable.Range(0, picture.Width).Last(x => Enumerable.Range(38, 16).Any(y => picture.GetPixel(x, y) != SKColors.White));
        Assert.Equal(box + 21 + Ink.Width(words, 12), end, 3f);
    }

    // Classifier and ratio name Mn3+ everywhere, the fit Mn2+.
    static FractionMap LeastSquaresAlone(int rows, int columns)
    {
        var pixels = rows * columns;
        var probabilities = new double[3 * pixels];
        for (var pixel = 0; pixel < pixels; pixel++) probabilities[3 * pixel + 1] = 1;
        FractionEstimate?[] All(double valence) => [.. Enumerable.Repeat(new FractionEstimate([0, 0, 0], [0, 0, 0], [0, 0, 0], valence, valence, valence), pixels)];
        return new(
            new OxidationMap(rows, columns, Labels, probabilities, new Abstention?[pixels]),
            new(Labels, [new(FractionMethod.Mlls, All(2)), new(FractionMethod.Ratio, All(3))], []));
    }
}

using System.Xml.Linq;
using SkiaSharp;

namespace Whiteline.Reports.Tests;

public sealed class FigureTests
{
    [Theory]
    [InlineData(17, 19)]
    [InlineData(64, 64)]
    [InlineData(1, 40)]
    public void A_map_picture_has_its_size_and_the_colour_of_the_core(int rows, int columns)
    {
        using var picture = SKBitmap.Decode(new OxidationMapFigure(Phantom.Map(rows, columns)).Png(620, 470, 2));

        var blue = 0;
        foreach (var pixel in picture.Pixels) if (pixel == SKColor.Parse("#0072B2")) blue++;
        Assert.Equal((1240, 940), (picture.Width, picture.Height));
        Assert.True(blue > 10_000, $"{blue} pixels of the core's colour");
    }

    [Fact]
    public void The_corner_of_the_map_is_masked_and_its_middle_is_the_core()
    {
        using var picture = SKBitmap.Decode(new OxidationMapFigure(Phantom.Map(17, 19)).Png(620, 470, 1));

        Assert.Equal(new SKColor(0xC8, 0xC8, 0xC8), picture.GetPixel(18, 42));
        Assert.Equal(SKColor.Parse("#0072B2"), picture.GetPixel(220, 220));
    }

    [Fact]
    public void A_truth_map_lists_vacuum_as_it_lists_states()
    {
        var map = Phantom.Map(17, 19);
        using var found = SKBitmap.Decode(new OxidationMapFigure(map).Png(620, 470, 1));
        using var truth = SKBitmap.Decode(new OxidationMapFigure(map) { IsTruth = true }.Png(620, 470, 1));

        // No classifier spoke, so no line of masked pixels stands between.
        Assert.Equal(22, RowOf(truth, "#C8C8C8") - RowOf(truth, "#D55E00"));
        Assert.True(RowOf(found, "#C8C8C8") - RowOf(found, "#D55E00") > 22);
    }

    // The first row inside the legend's box of a colour. Boxes begin 16 points right of a map that ends at 421, and are 14 high with their rims.
    static int RowOf(SKBitmap picture, string colour) =>
        Enumerable.Range(0, picture.Height - 10).First(y => Enumerable.Range(y, 10).All(row => picture.GetPixel(444, row) == SKColor.Parse(colour)));

    [Fact]
    public void Every_figure_is_xml_without_text_of_files_or_scripts()
    {
        const string Hostile = "<script>alert(1)</script>\"&";
        Figure[] figures =
        [
            new OxidationMapFigure(Phantom.Map(5, 5, Hostile, "Fe3+"), Hostile),
            PlaneFigure.Probability(Phantom.Map(5, 5, Hostile, "Fe3+"), 0),
            new LineFigure(Hostile, Hostile, Hostile, [new(Hostile, [0, 1], [0, 1])], [new(0.5, Hostile)]),
            new ConfusionFigure([Hostile, "b"], new[,] { { 1, 2 }, { 3, 4 } }, Hostile),
        ];

        foreach (var figure in figures)
        {
            var svg = figure.Svg(600, 400);
            Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
            Assert.DoesNotContain("script", svg, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_same_map_gives_the_same_bytes()
    {
        var map = Phantom.Map(17, 19);

        Assert.Equal(new OxidationMapFigure(map).Png(300, 300), new OxidationMapFigure(map).Png(300, 300));
        Assert.Equal(new OxidationMapFigure(map).Svg(300, 300), new OxidationMapFigure(map).Svg(300, 300));
    }

    [Fact]
    public void A_point_without_neighbours_is_seen()
    {
        using var picture = SKBitmap.Decode(new LineFigure("t", "x", "y", [new("a", [5], [0.8], "#0072B2"), new("b", [5, 6, 7], [double.NaN, 0.7, double.NaN], "#D55E00")]).Png(300, 300, 1));

        // Beside the line in the legend.
        foreach (var colour in new[] { "#0072B2", "#D55E00" })
            Assert.Contains(Enumerable.Range(70, 180).SelectMany(y => Enumerable.Range(75, 220).Select(x => picture.GetPixel(x, y))), pixel => pixel == SKColor.Parse(colour));
    }

    [Fact]
    public void A_line_of_constant_or_missing_values_is_drawn() =>
        Assert.NotEmpty(new LineFigure("t", "x", "y", [new("a", [1, 2], [3, 3]), new("b", [1], [double.NaN])]).Png(300, 200));

    [Theory]
    [InlineData(19, 1.5, "nm", "5 nm")]
    [InlineData(64, 1.5, "nm", "20 nm")]
    [InlineData(512, 10, "nm", "1 µm")]
    [InlineData(64, 0, "nm", "20 px")]
    [InlineData(64, 1, "eV", "20 px")]
    public void The_scale_bar_has_a_round_length(int columns, double scale, string units, string text)
    {
        var map = Phantom.Map(3, columns);
        var calibrated = new Whiteline.Maps.OxidationMap(3, columns, map.Labels, new double[6 * columns], new Whiteline.Learning.Abstention?[3 * columns])
        {
            ColumnAxis = new("x", 0, scale, columns, units),
        };

        Assert.Equal(text, ScaleBar.For(calibrated).Text);
    }

    [Fact]
    public void An_ion_has_one_colour_whatever_stands_beside_it()
    {
        Assert.Equal(LabelColours.Of(["Fe2+", "Fe3+"])[1], LabelColours.Of(["x", "Fe3+", "y"])[1]);
        Assert.Equal(8, LabelColours.Of(["a", "b", "Fe2+", "c", "Fe3+", "d", "e", "f"]).Distinct().Count());
    }
}

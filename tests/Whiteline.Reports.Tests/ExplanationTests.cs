using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using Whiteline.Learning.Svm;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Reports.Tests;

public sealed class ExplanationTests
{
    const string Hostile = "<script>\"/../../x&";

    static readonly EnergyAxis Axis = new(632, 0.5, 60);

    [Fact]
    public void What_speaks_for_the_winner_is_red_and_what_speaks_against_it_is_blue()
    {
        // The first half of the edge speaks against, the second for.
        var explanation = Plain() with { Sensitivity = [.. Enumerable.Range(0, Axis.Count).Select(c => c < 30 ? -1.0 : 1)] };

        using var picture = SKBitmap.Decode(new ExplanationFigure(explanation, "a.msa").Png(900, 680, 1));

        Assert.Equal(SKColor.Parse("#053061"), picture.GetPixel(280, 250));
        Assert.Equal(SKColor.Parse("#67001F"), picture.GetPixel(680, 250));
    }

    [Fact]
    public void No_sensitivity_at_all_is_the_middle_of_the_scale()
    {
        var explanation = Plain() with { Sensitivity = new double[Axis.Count] };

        using var picture = SKBitmap.Decode(new ExplanationFigure(explanation, "a.msa").Png(900, 680, 1));

        Assert.Equal(SKColor.Parse("#F7F7F7"), picture.GetPixel(280, 250));
    }

    [Theory]
    [InlineData(-1, "#053061")]
    [InlineData(-7, "#053061")]
    [InlineData(0, "#F7F7F7")]
    [InlineData(1, "#67001F")]
    [InlineData(double.NaN, "#F7F7F7")]
    public void The_colour_scale_ends_where_it_should(double value, string colour) => Assert.Equal(colour, BlueRed.At(value));

    [Fact]
    public void The_colours_darken_away_from_the_middle_to_both_sides()
    {
        double[] red = [.. Enumerable.Range(0, 11).Select(i => Luminance(BlueRed.At(i / 10.0)))];
        double[] blue = [.. Enumerable.Range(0, 11).Select(i => Luminance(BlueRed.At(-i / 10.0)))];

        Assert.Equal(red.OrderDescending(), red);
        Assert.Equal(blue.OrderDescending(), blue);
    }

    [Fact]
    public void The_table_holds_the_numbers_of_the_figure()
    {
        var explanation = Plain();

        var rows = ExplanationFiles.Csv(explanation).TrimEnd('\n').Split('\n').Select(row => row.Split(',')).ToArray();

        Assert.Equal(["energyEv", "intensity", "sensitivity", "runnerUp", "contribution"], rows[0]);
        Assert.Equal(Axis.Count + 1, rows.Length);
        double[] last = [.. rows[^1].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        Assert.Equal([661.5, explanation.Spectrum[^1], explanation.Sensitivity[^1], explanation.Reference![^1], explanation.Contribution![^1]], last, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Without_a_reference_the_table_and_the_figure_do_without_it()
    {
        var explanation = Plain() with { Reference = null, Contribution = null, Lines = null };

        Assert.StartsWith("energyEv,intensity,sensitivity\n632,", ExplanationFiles.Csv(explanation), StringComparison.Ordinal);
        Assert.NotEmpty(new ExplanationFigure(explanation, "a.msa").Svg(900, 400));
    }

    [Fact]
    public void Hostile_labels_neither_enter_the_markup_nor_lead_out_of_the_folder()
    {
        using var folder = new TemporaryFolder();
        var explanation = Plain() with { Verdict = new([Hostile, "b"], [0.9, 0.1]) };

        var files = ExplanationFiles.Write(folder.File("out"), ExplanationFiles.FileNameOf(Hostile), explanation, Hostile);

        var svg = File.ReadAllText(files[1]);
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        Assert.DoesNotContain("script", svg, StringComparison.Ordinal);
        Assert.All(files, file => Assert.Equal(folder.File("out"), Path.GetDirectoryName(file)));
        Assert.Throws<ArgumentException>(() => ExplanationFiles.Write(folder.File("out"), "../x", explanation, "a"));
    }

    [Fact]
    public void Weights_are_drawn_for_kernels_whose_weights_hold_for_all_spectra()
    {
        using var folder = new TemporaryFolder();

        var files = ExplanationFiles.WriteWeights(folder.File("linear"), Model(3, KernelKind.Linear));

        Assert.Equal(["weights.png", "weights.svg", "weights.csv"], files.Select(Path.GetFileName));
        Assert.Equal("energyEv,a0 over a1,a0 over a2,a1 over a2", File.ReadLines(files[2]).First());
        Assert.Equal("632,0,1,2", File.ReadLines(files[2]).ElementAt(1));
        Assert.Empty(ExplanationFiles.WriteWeights(folder.File("rbf"), Model(3, KernelKind.Rbf)));
        Assert.False(Directory.Exists(folder.File("rbf")));
    }

    [Fact]
    public void A_model_of_many_classes_has_a_picture_within_bounds()
    {
        var figure = WeightsFigure.Of(Model(60, KernelKind.Linear))!;

        Assert.True(figure.Width * figure.Scale * (figure.Height * figure.Scale) < 6e7);
        Assert.InRange(figure.Scale, 0.01, 1);
    }

    static double Luminance(string colour)
    {
        var parsed = SKColor.Parse(colour);
        return 0.2126 * parsed.Red + 0.7152 * parsed.Green + 0.0722 * parsed.Blue;
    }

    static Explanation Plain() =>
        new(Axis, [.. Axis.Energies().Select(energy => (float)Math.Exp(-Math.Pow((energy - 645) / 30, 2)))], new(["Mn2+", "Mn4+"], [0.8, 0.2]), [.. Enumerable.Range(0, Axis.Count).Select(c => Math.Sin(c / 5.0))])
        {
            Reference = [.. Enumerable.Repeat(0.5f, Axis.Count)],
            Contribution = [.. Enumerable.Range(0, Axis.Count).Select(c => Math.Cos(c / 5.0))],
            Lines = new(642, 653, 0.1, 100),
        };

    /// <summary>The weight of pair p in the first channel is p.</summary>
    static TrainedModel Model(int classes, KernelKind kernel)
    {
        var vector = new float[Axis.Count];
        vector[0] = 1;
        var pairs = Enumerable.Range(0, classes * (classes - 1) / 2).Select(p => new SvmFunction([p], 0, new(-1, 0)));
        var svm = new SvmClassifier([.. Enumerable.Range(0, classes).Select(i => $"a{i}")], Axis.Count, new(kernel), vector, [.. pairs]);
        return new(new(), svm, Axis, new()
        {
            Program = "test",
            Classifier = "svm",
            Settings = "",
            Trained = DateTimeOffset.UnixEpoch,
            Inputs = [],
            Spectra = new Dictionary<string, int>(),
            Groups = 0,
            TrainAccuracy = 1,
            Seed = 0,
            DispersionEv = 0.5,
            LinePositionsEv = new Dictionary<string, double>(),
        });
    }
}

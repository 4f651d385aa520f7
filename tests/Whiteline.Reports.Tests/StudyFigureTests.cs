using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using Whiteline.Reports.Studies;
using Whiteline.Search;
using Whiteline.Testing;

namespace Whiteline.Reports.Tests;

public sealed class StudyFigureTests
{
    static readonly SKColor BestSoFar = SKColor.Parse("#D55E00");

    [Fact]
    public void A_study_has_all_its_figures_and_two_objectives_also_their_front()
    {
        Assert.Equal(["history", "importance", "parallel", "slices", "contour"], StudyFiles.Figures(Report()).Select(figure => figure.Name));
        Assert.Equal(["history", "pareto", "importance", "parallel", "slices", "contour"], StudyFiles.Figures(Report(objectives: 2)).Select(figure => figure.Name));
    }

    [Fact]
    public void A_study_of_one_trial_has_a_history()
    {
        var report = Report(trials: 1);

        Assert.Equal(["history"], StudyFiles.Figures(report).Select(figure => figure.Name));
        Assert.All(StudyFiles.Figures(report), figure => Assert.NotEmpty(figure.Figure.Png(figure.Width, figure.Height)));
    }

    [Fact]
    public void One_trial_is_singular()
    {
        Assert.Contains("of 1 trial:", Report(trials: 1).Summary().First(), StringComparison.Ordinal);
        Assert.Contains("random start, 1 trial.", Report(trials: 1).RandomWords, StringComparison.Ordinal);
        Assert.Contains("1 trial is beaten by none in all objectives.", Report(trials: 1, objectives: 2).Summary());
    }

    [Fact]
    public void Every_figure_is_xml_without_text_of_the_study()
    {
        foreach (var (name, figure, width, height) in StudyFiles.Figures(Report(objectives: 2, hostile: "<script>alert(1)</script>")))
        {
            var svg = figure.Svg(width, height);
            Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
            Assert.False(svg.Contains("script", StringComparison.OrdinalIgnoreCase), name);
        }
    }

    [Fact]
    public void An_axis_of_accuracies_names_none_above_1()
    {
        TrialRecord[] trials = [.. Enumerable.Range(0, 3).Select(i => new TrialRecord(i, i, TrialState.Complete) { Values = [1] })];

        var axis = StudyAxis.OfObjective("accuracy", 0, trials);

        Assert.Equal("1", axis.Ticks[^1].Text);
        Assert.InRange(axis.PlaceOf(trials[0])!.Value, 0.9, 0.99);
    }

    // 0.#e0 wrote both 1.05 and 1.1 million as 1.1e6, and 90000 beside 1e5.
    [Theory]
    [InlineData(41_000, 113_000, false)]
    [InlineData(1_010_000, 1_190_000, true)]
    [InlineData(0.99991, 0.99996, false)]
    [InlineData(0.00011, 0.00047, true)]
    public void Ticks_say_where_they_stand_and_are_written_in_one_way(double low, double high, bool inPowers)
    {
        TrialRecord[] trials = [.. ((double[])[low, high]).Select((value, i) => new TrialRecord(i, i, TrialState.Complete) { Values = [value] })];

        var axis = StudyAxis.OfObjective("cost", 0, trials);

        var (from, to) = (axis.PlaceOf(trials[0])!.Value, axis.PlaceOf(trials[1])!.Value);
        Assert.True(axis.Ticks.Count >= 3, $"{axis.Ticks.Count} ticks");
        Assert.All(axis.Ticks, tick =>
        {
            Assert.Equal(from + (double.Parse(tick.Text, CultureInfo.InvariantCulture) - low) / (high - low) * (to - from), tick.Place, 1e-6);
            Assert.Equal(inPowers, tick.Text.Contains('e', StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_best_so_far_never_falls()
    {
        using var picture = SKBitmap.Decode(new HistoryFigure(Report()).Png(720, 440, 1));

        var tops = Enumerable.Range(90, 600).Select(x => Enumerable.Range(62, 330).Where(y => picture.GetPixel(x, y) == BestSoFar).DefaultIfEmpty(-1).Min()).Where(y => y >= 0).ToArray();
        Assert.True(tops.Length > 100, $"{tops.Length} columns show the line");
        Assert.All(tops.Zip(tops.Skip(1)), pair => Assert.True(pair.Second <= pair.First, $"the line falls from {pair.First} to {pair.Second}"));
    }

    [Fact]
    public void The_contour_joins_numbers_and_not_choices()
    {
        // The two important ones are a choice and x; y is there too, so the contour is over numbers.
        var names = StudyFiles.Figures(Report()).Single(figure => figure.Name == "contour");
        var numbers = new ContourFigure(Report(), "x", "y").Png(names.Width, names.Height, 1);

        Assert.Equal(numbers, names.Figure.Png(names.Width, names.Height, 1));
        Assert.False(ContourFigure.IsPossible(Report(), "x", "absent"));
    }

    [Fact]
    public void The_files_hold_every_trial_and_no_markup_of_names()
    {
        using var folder = new TemporaryFolder();
        var report = Report(hostile: "<b>x</b>");

        var written = StudyFiles.Write(folder.Path, report, "Search on <i>mine</i>");

        Assert.All(written, path => Assert.True(new FileInfo(path).Length > 0));
        Assert.Equal(31, File.ReadLines(folder.File("trials.csv")).Count());
        var page = File.ReadAllText(folder.File("report.html"));
        Assert.DoesNotContain("<b>x</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>mine</i>", page, StringComparison.Ordinal);
        Assert.Contains("Best accuracy of 30 trials", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tpe", 30, true)]
    [InlineData("random", 30, false)]
    public void Only_a_short_study_of_the_estimator_was_random_search_by_mistake(string sampler, int trials, bool was)
    {
        var report = Report(trials) with { Sampler = sampler };

        Assert.Equal(was, report.WasRandom);
        Assert.Equal(was, report.Summary().Any(line => line.Contains("This was random search", StringComparison.Ordinal)));
    }

    static StudyReport Report(int trials = 30, int objectives = 1, string hostile = "x")
    {
        using var storage = new MemoryStudyStorage();
        Direction[] directions = [.. Enumerable.Repeat(Direction.Maximize, objectives)];
        var study = new Study(storage, hostile, directions, new RandomSampler(new(2)));
        study.Run(
            trial =>
            {
                var value = 0.5 + 0.4 * trial.Real(hostile, 0, 1) + (trial.Choice("kernel", "a", hostile, "c") == "a" ? 0.5 : 0) - 0.1 * trial.Real("y", 1e-3, 1, log: true);
                return objectives == 1 ? [value] : [value, 1 / value];
            },
            new(trials));
        string[] names = ["accuracy", hostile];
        return new(study.History, "random", "none", names[..objectives], "svm", "3-fold", ParameterImportance.Of(study.History, new(1)));
    }
}

using Whiteline.Learning.Metrics;

namespace Whiteline.Tests.Learning;

public sealed class ScoresTests
{
    static readonly string[] Labels = ["Fe2+", "Fe3+", "Mn2+"];

    [Fact]
    public void Perfect_probabilities_have_perfect_scores()
    {
        var scores = Scores.Of(Labels, ["Fe2+", "Fe3+", "Mn2+"], [1, 0, 0, 0, 1, 0, 0, 0, 1]);

        Assert.Equal((1, 1, 1, 1), (scores.Accuracy, scores.BalancedAccuracy, scores.MacroF1, scores.MacroRocAuc));
        Assert.Equal((0, 0), (scores.Brier, scores.Ece));
        Assert.Equal(0, scores.LogLoss, 1e-15);
    }

    [Fact]
    public void A_class_without_a_spectrum_does_not_count()
    {
        // Recall of Fe2+ is 1/2, of Fe3+ 1; no Mn2+ is there, and none is given.
        var scores = Scores.Of(Labels, ["Fe2+", "Fe2+", "Fe3+"], [0.9, 0.1, 0, 0.2, 0.8, 0, 0.3, 0.7, 0]);

        Assert.Equal(0.75, scores.BalancedAccuracy, 1e-15);
        Assert.Equal(2.0 / 3, scores.MacroF1, 1e-15);
        Assert.Equal(double.NaN, scores.PerClass[2].RocAuc);
        // One of two pairs is in the right order for either class.
        Assert.Equal(0.5, scores.MacroRocAuc);
    }

    [Fact]
    public void A_class_with_no_chance_costs_a_finite_log_loss()
    {
        var scores = Scores.Of(Labels, ["Mn2+"], [0.5, 0.5, 0]);

        Assert.Equal(-Math.Log(Math.Pow(2, -52)), scores.LogLoss, 1e-12);
        Assert.Equal(1.5, scores.Brier);
    }

    [Theory]
    [InlineData(0.2, 2)]
    [InlineData(0.4, 5)]
    [InlineData(0.400000001, 6)]
    [InlineData(0.6, 8)]
    [InlineData(1, 14)]
    public void A_confidence_on_an_edge_belongs_to_the_bin_below(double confidence, int bin)
    {
        string[] labels = ["a", "b", "c", "d", "e", "f"];
        var rest = (1 - confidence) / 5;

        var scores = Scores.Of(labels, ["a"], [confidence, rest, rest, rest, rest, rest]);

        Assert.Equal(bin, scores.Bins.ToList().FindIndex(one => one.Count == 1));
        Assert.Equal(1 - confidence, scores.Ece, 1e-15);
    }

    [Fact]
    public void A_tie_goes_to_the_first_class()
    {
        var scores = Scores.Of(Labels, ["Fe3+"], [0.4, 0.4, 0.2]);

        Assert.Equal(1, scores.Confusion[1, 0]);
    }

    [Theory]
    [InlineData(new[] { "Fe9+" }, new double[] { 1, 0, 0 }, "Fe9+")]
    [InlineData(new[] { "Fe2+" }, new double[] { 1, 0 }, "must agree")]
    [InlineData(new[] { "Fe2+" }, new double[] { double.NaN, 0, 1 }, "between 0 and 1")]
    [InlineData(new[] { "Fe2+", "Fe3+" }, new double[] { 1, 0, 0, 0.9, 0.9, 0 }, "of spectrum 1 sum to 1.8")]
    [InlineData(new[] { "Fe2+" }, new double[] { 0, 0, 0 }, "sum to 0.")]
    [InlineData(new string[0], new double[0], "no spectrum")]
    public void What_cannot_be_scored_is_refused(string[] truth, double[] probabilities, string reason)
    {
        var error = Assert.Throws<BadInputException>(() => Scores.Of(Labels, truth, probabilities));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_that_were_rounded_are_scored() =>
        Assert.Equal(1, Scores.Of(Labels, ["Fe2+", "Fe3+"], [0.333, 0.333, 0.333, 0.001, 0.998, 0]).Accuracy);

    [Fact]
    public void A_confusion_matrix_counts_by_name()
    {
        var matrix = new ConfusionMatrix(Labels);

        matrix.Add("Fe2+", "Fe3+", 3);
        matrix.Add("Fe3+", "Fe3+");

        Assert.Equal((4, 1, 3, 4), (matrix.Total, matrix.Correct, matrix.TrueCount(0), matrix.PredictedCount(1)));
        Assert.Equal([0, 3, 0], matrix.Rows()[0]);
        Assert.Throws<BadInputException>(() => new ConfusionMatrix(["Fe2+", "Fe2+"]));
    }
}

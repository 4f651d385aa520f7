using Whiteline.Learning.Metrics;

namespace Whiteline.Tests.Learning;

public sealed class AgreementTests
{
    // The numbers of scikit-learn's own tests of matthews_corrcoef.
    [Theory]
    [InlineData(new[] { 1, 1, 1, 0 }, new[] { 1, 0, 1, 1 }, -1 / 3.0)]
    [InlineData(new[] { 0, 0, 1, 1, 2, 2 }, new[] { 2, 2, 0, 0, 1, 1 }, -0.5)]
    [InlineData(new[] { 0, 0, 1, 1, 2, 2 }, new[] { 1, 1, 0, 0, 0, 0 }, -0.61237243569579452)]
    [InlineData(new[] { 0, 1, 2, 0, 1, 2, 0, 1, 2 }, new[] { 1, 1, 1, 2, 2, 2, 0, 0, 0 }, 0)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 0, 1, 2 }, 1)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 3, 3, 3 }, 0)]
    [InlineData(new[] { 3, 3, 3 }, new[] { 0, 1, 2 }, 0)]
    [InlineData(new[] { 3, 3, 3 }, new[] { 3, 3, 3 }, 0)]
    public void The_Matthews_correlation_is_that_of_scikit_learn(int[] truth, int[] given, double expected) =>
        Assert.Equal(expected, Agreement.MatthewsCorrelation(Counted(truth, given)), 1e-12);

    // The first two are those of scikit-learn's own tests of cohen_kappa_score, the third that of its documentation.
    [Theory]
    [InlineData(new[] { 20, 20, 0, 10, 50, 0, 0, 0, 0 }, 0.348)]
    [InlineData(new[] { 46, 0, 0, 6, 32, 6, 0, 0, 10 }, 0.8013)]
    [InlineData(new[] { 2, 0, 0, 0, 1, 0, 1, 0, 1 }, 0.6875)]
    [InlineData(new[] { 0, 2, 0, 2, 0, 0, 0, 0, 0 }, -1)]
    [InlineData(new[] { 4, 0, 0, 2, 0, 0, 0, 0, 0 }, 0)]
    [InlineData(new[] { 4, 0, 0, 0, 0, 0, 0, 0, 0 }, double.NaN)]
    public void Cohens_kappa_is_that_of_scikit_learn(int[] counts, double expected)
    {
        var confusion = new ConfusionMatrix(["Fe2+", "Fe2.67+", "Fe3+"]);
        for (var i = 0; i < counts.Length; i++) confusion.Add(i / 3, i % 3, counts[i]);

        Assert.Equal(expected, Agreement.CohenKappa(confusion), 5e-4);
    }

    [Fact]
    public void Both_are_among_the_scores_and_hold_for_counts_beyond_an_integers_square()
    {
        var confusion = new ConfusionMatrix(["Fe2+", "Fe3+"]);
        confusion.Add(0, 0, 200_000);
        confusion.Add(0, 1, 200_000);
        confusion.Add(1, 0, 100_000);
        confusion.Add(1, 1, 500_000);
        var scores = Scores.Of(["Fe2+", "Fe3+"], ["Fe2+", "Fe2+", "Fe3+", "Fe3+"], [1, 0, 0, 1, 0, 1, 0, 1]);

        Assert.Equal((0.5773502691896258, 0.5), (scores.MatthewsCorrelation, scores.CohenKappa));
        Assert.Equal(0.35634832254989984, Agreement.MatthewsCorrelation(confusion), 1e-12);
        Assert.Equal(0.34782608695652173, Agreement.CohenKappa(confusion), 1e-12);
    }

    static ConfusionMatrix Counted(int[] truth, int[] given)
    {
        var confusion = new ConfusionMatrix(["Mn1+", "Mn2+", "Mn3+", "Mn4+"]);
        foreach (var (actual, label) in truth.Zip(given)) confusion.Add(actual, label);
        return confusion;
    }
}

using Whiteline.Learning;
using Whiteline.Learning.Calibration;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning.Calibration;

public sealed class IsotonicRegressionTests
{
    [Fact]
    public void Neighbours_that_fall_are_pooled()
    {
        var fit = IsotonicRegression.Fit([1, 2, 3, 4, 5, 6], [1, 3, 2, 4, 3.5, 5]);

        // By hand: 3 and 2 pool to 2.5, 4 and 3.5 to 3.75.
        Assert.Equal([1, 2.5, 2.5, 3.75, 3.75, 5], new double[] { 1, 2, 3, 4, 5, 6 }.Select(fit.Of));
        Assert.Equal(1.75, fit.Of(1.5), 12);
        Assert.Equal(1, fit.Of(-10));
        Assert.Equal(5, fit.Of(double.PositiveInfinity));
    }

    [Fact]
    public void Equal_places_count_as_one_with_their_mean() => Assert.Equal([0.5, 1], new double[] { 0.2, 0.7 }.Select(IsotonicRegression.Fit([0.2, 0.7, 0.2], [1, 1, 0]).Of));

    [Fact]
    public void The_function_never_falls_and_no_monotone_step_fits_better()
    {
        var random = new Seed(3).Random();
        double[] at = [.. Enumerable.Range(0, 300).Select(_ => Math.Round(random.NextDouble(), 2))], values = [.. at.Select(x => random.NextDouble() < x * x ? 1.0 : 0)];

        var fit = IsotonicRegression.Fit(at, values);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(fit.Of(i / 1000.0) <= fit.Of((i + 1) / 1000.0)));
        double Loss(Func<double, double> of) => at.Zip(values, (x, y) => (of(x) - y) * (of(x) - y)).Sum();
        // Any monotone change of the fit makes it worse: the projection on a convex cone.
        foreach (var threshold in new[] { 0.1, 0.3, 0.5, 0.9 })
            foreach (var step in new[] { 1e-3, 1e-2 })
                Assert.True(Loss(x => fit.Of(x) + (x > threshold ? step : 0)) >= Loss(fit.Of) - 1e-12);
    }

    [Fact]
    public void Probabilities_sum_to_one_and_an_honest_class_is_believed()
    {
        // The classifier says 0.9 whenever it says anything, and is right in six cases of ten.
        var random = new Seed(5).Random();
        (Verdict, string)[] held = [.. Enumerable.Range(0, 4000).Select(i => (i % 2 == 0 ? "a" : "b") is var said ? (new Verdict(["a", "b"], said == "a" ? [0.9, 0.1] : [0.1, 0.9]), random.NextDouble() < 0.6 ? said : said == "a" ? "b" : "a") : default)];
        double[] probabilities = [0.9, 0.1, 0.1, 0.9];

        IsotonicCalibration.Fit(["a", "b"], held).Apply(probabilities);

        Assert.Equal(0.6, probabilities[0], 0.03);
        Assert.Equal(0.6, probabilities[3], 0.03);
        Assert.Equal(1, probabilities[0] + probabilities[1], 12);
    }
}

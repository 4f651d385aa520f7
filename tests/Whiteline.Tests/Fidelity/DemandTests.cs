using Whiteline.Fidelity;

namespace Whiteline.Tests.Fidelity;

public sealed class DemandTests
{
    [Theory]
    [InlineData(0.0354, 0.0351, "0.0354", "0.0351")]
    [InlineData(0.65000004, 0.65, "0.65000004", "0.65000000")]
    [InlineData(0.65, 0.65, "0.650", "0.650")]
    [InlineData(0.02, 0.03, "0.020", "0.030")]
    public void Value_and_bound_look_alike_only_where_they_are(double value, double bound, string shownValue, string shownBound)
    {
        var demand = new Demand("Mn2+", Measure.MeanError, value, bound, true);

        Assert.Equal((shownValue, shownBound), demand.Shown);
        Assert.Equal($"Mn2+: relative error of the mean over the white lines {shownValue}, at most {shownBound} wanted", demand.Words);
    }

    [Theory]
    [InlineData(double.NaN, 0.01)]
    [InlineData(double.PositiveInfinity, 0.01)]
    [InlineData(0.01, double.NaN)]
    public void What_cannot_be_measured_is_not_demanded_and_not_faithful(double synthetic, double control)
    {
        FidelityResult With(double value, double reached) => new([Known(measure => measure == Measure.MeanError ? new(value, reached) : new(0.6, 0.6))], []);

        Assert.True(With(0.01, 0.01).IsFaithful);
        Assert.False(With(synthetic, control).IsFaithful);
        Assert.Equal(5, With(synthetic, control).Demands.Count);
        Assert.Equal(Measure.MeanError, Assert.Single(With(synthetic, control).Unmeasured).What);
    }

    static ClassFidelity Known(Func<Measure, MeasureValue> value) => new("Mn2+", 20, 20, 20, 20, Enum.GetValues<Measure>().ToDictionary(measure => measure, value));
}

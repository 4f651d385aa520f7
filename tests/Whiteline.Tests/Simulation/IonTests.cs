using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Simulation;

/// <summary>
/// The simulated edges against the table of docs/simulation.md, measured on the noise-free sum of white lines and steps by a calculation
/// of its own: maxima by search, ratio by subtracting 2:1 steps at the maxima and summing L3 ± 5 eV and L2 ± 4 eV.
/// </summary>
public sealed class IonTests
{
    static readonly EnergyAxis Axis = new(600, 0.05, 3000);

    [Theory]
    [InlineData("Mn2+", 640.43, 0.36, 12.23, 4.58, 0.85)]
    [InlineData("Mn3+", 642.39, 0.3, 10.80, 2.44, 0.25)]
    [InlineData("Mn4+", 643.31, 0.3, 10.26, 2.01, 0.25)]
    [InlineData("Fe2+", 708.4, 0.95, 13.2, 4.68, 0.77)]
    [InlineData("Fe2.67+", 710.2, 0.73, 13.0, 4.67, 0.5)]
    [InlineData("Fe3+", 709.5, 0.3, 13.0, 5.5, 0.6)]
    public void Position_splitting_and_ratio_are_those_of_the_table(string label, double l3, double l3Tolerance, double splitting, double ratio, double ratioTolerance)
    {
        var edge = Clean(label);

        var l3At = MaximumIn(edge, l3 - 5, l3 + 5);
        var l2At = MaximumIn(edge, l3At + splitting - 3, l3At + splitting + 3);
        var continuum = Mean(edge, l2At + 10, l2At + 15);
        var area3 = Area(edge, l3At, 5, l3At, l2At, continuum);
        var area2 = Area(edge, l2At, 4, l3At, l2At, continuum);

        Assert.InRange(l3At, l3 - l3Tolerance, l3 + l3Tolerance);
        Assert.InRange(l2At - l3At, splitting - 0.7, splitting + 0.7);
        Assert.InRange(area3 / area2, ratio - ratioTolerance, ratio + ratioTolerance);
    }

    [Fact]
    public void An_ion_that_is_not_simulated_is_named_with_those_that_are()
    {
        var error = Assert.Throws<BadInputException>(() => Ion.Of("Xx9+"));

        Assert.Contains("Xx9+", error.Message, StringComparison.Ordinal);
        Assert.Contains("Fe2.67+", error.Message, StringComparison.Ordinal);
    }

    static double[] Clean(string label)
    {
        var edge = new double[Axis.Count];
        EdgeModel.Add(Ion.Of(label), Axis, new() { ResolutionEv = 0.8, Oxygen = 0, RelativeThickness = 0 }, 1, edge);
        return edge;
    }

    static double MaximumIn(double[] edge, double from, double to) =>
        Axis.EnergyAt(Enumerable.Range(0, Axis.Count).Where(c => Axis.EnergyAt(c) >= from && Axis.EnergyAt(c) <= to).MaxBy(c => edge[c]));

    static double Mean(double[] edge, double from, double to) =>
        Enumerable.Range(0, Axis.Count).Where(c => Axis.EnergyAt(c) >= from && Axis.EnergyAt(c) <= to).Average(c => edge[c]);

    static double Area(double[] edge, double centre, double reach, double l3, double l2, double continuum)
    {
        var sum = 0.0;
        for (var c = 0; c < Axis.Count; c++)
        {
            var energy = Axis.EnergyAt(c);
            if (Math.Abs(energy - centre) > reach) continue;
            var steps = (energy >= l3 ? 2.0 / 3 : 0) + (energy >= l2 ? 1.0 / 3 : 0);
            sum += (edge[c] - continuum * steps) * Axis.DispersionEv;
        }
        return sum;
    }
}

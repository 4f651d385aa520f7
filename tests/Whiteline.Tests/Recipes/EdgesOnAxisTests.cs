using Whiteline.Learning.Svm;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

public sealed class EdgesOnAxisTests
{
    static readonly LabeledSpectra Manganese = PhantomDataset.Make(new([new("Mn2+", 6), new("Mn4+", 6)]), new Whiteline.Numerics.Seed(1));

    [Fact]
    public void Nothing_speaks_against_an_axis_that_holds_the_edge() => Assert.Empty(EdgesOnAxis.Doubts(Manganese));

    [Theory]
    [InlineData(1e-3, 0, "multiply them by 1000")]
    [InlineData(1, -200, "Check the energies and the labels")]
    [InlineData(1, 25, "No white lines of Mn stand out")]
    public void An_axis_that_cannot_be_right_is_doubted_with_what_would_mend_it(double factor, double offset, string said) =>
        Assert.Contains(said, Assert.Single(EdgesOnAxis.Doubts(On(factor * Manganese.Axis.OffsetEv + offset, factor * Manganese.Axis.DispersionEv))), StringComparison.Ordinal);

    [Fact]
    public void An_axis_without_the_edge_of_one_of_two_elements_is_doubted_for_that_one()
    {
        string[] labels = [.. Manganese.Labels.Select(label => label == "Mn2+" ? "Fe2+" : label)];
        var doubt = Assert.Single(EdgesOnAxis.Doubts(new(Manganese.Axis, Manganese.Intensity.ToArray(), labels)));

        Assert.Contains("L3 of Fe, some 708 eV, is not on the energy axis", doubt, StringComparison.Ordinal);
        Assert.Contains("labelled Fe2+ cannot", doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oxygen_edge_serves_in_place_of_the_white_lines() => Assert.Empty(EdgesOnAxis.Doubts(On(520, 0.1)));

    [Fact]
    public void A_model_and_its_cross_validation_say_so()
    {
        var data = On(0.6, 1e-4);
        var plan = new TrainingPlan(new SvmTrainer(new()));

        Assert.Contains(ModelTraining.Run(data, plan, [], new(new(1), 1, null, TestContext.Current.CancellationToken)).Card.Limits, limit => limit.Contains("in keV", StringComparison.Ordinal));
        Assert.Contains(CrossValidation.Run(data, plan, new(Folds: 2), new(new(1), 1, null, TestContext.Current.CancellationToken)).Warnings, warning => warning.Contains("in keV", StringComparison.Ordinal));
    }

    [Fact]
    public void A_window_beside_the_white_lines_trains_and_says_that_no_element_can_be_told()
    {
        var model = ModelTraining.Run(Manganese, new(new SvmTrainer(new())) { Window = new(660, 676) }, [], new(new(1), 1, null, TestContext.Current.CancellationToken));

        Assert.Null(model.ElementGate);
        Assert.Contains(model.Card.Limits, limit => limit.Contains("does not hold L3 of Mn", StringComparison.Ordinal));
    }

    static LabeledSpectra On(double offset, double dispersion) =>
        new(new(offset, dispersion, Manganese.Axis.Count), Manganese.Intensity.ToArray(), Manganese.Labels);
}

using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.ReadyModels;

public sealed class BuiltInModelTests
{
    [Theory]
    [InlineData("mn_l23_references.npz", 22.0 / 23)]
    [InlineData("mn2_measured.npz", 0.95)]
    [InlineData("mn_l23_measured.npz", 0.85)]
    public void Manganese_is_labelled_without_training_and_without_the_offset_of_its_axis(string file, double least)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var data = LabeledSpectraFile.Read(SharedData.PathOf(file));

        Assert.InRange(Accuracy(BuiltInModels.Read("Mn"), data, null), least, 1);
    }

    [Theory]
    [InlineData("Mn", "Mn2+", "Mn3+", "Mn4+")]
    [InlineData("Fe", "Fe2+", "Fe2.67+")]
    public void Simulated_specimens_with_their_background_are_labelled(string element, params string[] states)
    {
        var data = PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 40))]), new Seed(77), threads: 2);
        var model = BuiltInModels.Read(element);

        Assert.Equal(states.Order(StringComparer.Ordinal), model.Labels);
        Assert.InRange(Accuracy(model, data, null), 0.9, 1);
    }

    [Fact]
    public void Making_a_model_again_gives_the_model_that_comes_with_the_program()
    {
        var data = PhantomDataset.Make(new([new("Mn2+", 10), new("Mn3+", 10), new("Mn4+", 10)]), new Seed(78), threads: 2);

        var made = ModelMaking.Make("Mn", new Seed(0), new(new Seed(0), 2, null, TestContext.Current.CancellationToken));

        var (again, shipped) = (Verdicts(made, data, null), Verdicts(BuiltInModels.Read("Mn"), data, null));
        Assert.All(again.Zip(shipped), pair => Assert.Equal(pair.Second.Probabilities[0], pair.First.Probabilities[0], 1e-3));
    }

    [Fact]
    public void A_declared_axis_uncertainty_lowers_the_confidence_where_position_counts_and_not_where_shape_does()
    {
        var iron = PhantomDataset.Make(new([new("Fe2+", 20), new("Fe2.67+", 20)]), new Seed(79), threads: 2);
        var manganese = PhantomDataset.Make(new([new("Mn2+", 20), new("Mn4+", 20)]), new Seed(79), threads: 2);

        double Confidence(string element, LabeledSpectra data, double? uncertainty) => Verdicts(BuiltInModels.Read(element), data, uncertainty).Average(verdict => verdict.Confidence);

        Assert.True(Confidence("Fe", iron, 1.5) < Confidence("Fe", iron, 0) - 0.05);
        Assert.Equal(Confidence("Mn", manganese, 0), Confidence("Mn", manganese, 1.5), 1e-9);
    }

    [Fact]
    public void An_axis_uncertainty_that_is_no_uncertainty_is_refused()
    {
        var data = PhantomDataset.Make(new([new("Fe2+", 2), new("Fe2.67+", 2)]), new Seed(79), threads: 2);

        Assert.Contains("between 0 and 20", Assert.Throws<BadInputException>(() => Verdicts(BuiltInModels.Read("Fe"), data, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("Fe or Mn", Assert.Throws<BadInputException>(() => BuiltInModels.Read("Cu")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_lie_within_their_ranges_and_differ()
    {
        var range = new SessionRange();
        var sessions = Enumerable.Range(0, 200).Select(i => range.Draw(new(), new Seed(1).Branch("session", i).Random())).ToArray();

        Assert.All(sessions, one => Assert.InRange(one.ResolutionEv, range.LeastResolutionEv, range.MostResolutionEv));
        Assert.All(sessions, one => Assert.InRange(one.Dose, range.LeastDose, range.MostDose));
        Assert.InRange(sessions.Count(one => one.ResolutionEv < 1.2), 80, 120);
        Assert.Equal(4, new SessionRange(LeastResolutionEv: 0, MostThickness: -1, LeastDose: 0, MostBackground: double.NaN).Problems().Count());
    }

    static double Accuracy(TrainedModel model, LabeledSpectra data, double? uncertainty) =>
        Verdicts(model, data, uncertainty).Where((verdict, i) => verdict.Label == data.Labels[i]).Count() / (double)data.Count;

    static IReadOnlyList<Verdict> Verdicts(TrainedModel model, LabeledSpectra data, double? uncertainty)
    {
        var context = new StepContext("test", new Seed(0), 2, TestContext.Current.CancellationToken);
        return new Prediction(model, data, null, context, uncertainty).ClassifyAll(context);
    }
}

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

    [Theory]
    [InlineData("Mn", "mn_l23_references.npz", null, 1.0, 22.0 / 23)]
    [InlineData("Mn", "mn2_measured.npz", null, 0.95, 0.98)]
    [InlineData("Mn", "mn_l23_measured.npz", null, 0.95, 0.85)]
    [InlineData("Fe", "fe_l23_references.npz", 1.0, 0.6, 0.7)]
    [InlineData("Fe", "fe_l23_measured.npz", null, 0.8, 0.7)]
    public void Measured_spectra_of_the_element_are_answered(string element, string file, double? uncertainty, double answered, double right)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var data = LabeledSpectraFile.Read(SharedData.PathOf(file));

        var given = Verdicts(BuiltInModels.Read(element), data, uncertainty).Select((verdict, i) => (verdict, Truth: data.Labels[i])).Where(one => one.verdict.Abstained is null).ToArray();

        Assert.InRange(given.Length / (double)data.Count, answered, 1);
        Assert.InRange(given.Count(one => one.verdict.Label == one.Truth) / (double)given.Length, right, 1);
    }

    [Theory]
    [InlineData("Mn", -67.5, "Fe2+", "Fe2.67+")]
    [InlineData("Fe", 67.5, "Mn2+", "Mn3+", "Mn4+")]
    public void Another_element_on_an_axis_that_puts_it_in_the_place_of_this_one_is_unlike(string element, double shiftEv, params string[] states)
    {
        var other = PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 100))]), new Seed(55), threads: 2);
        var moved = new LabeledSpectra(other.Axis.ShiftedBy(shiftEv), other.Intensity.ToArray(), other.Labels);

        var verdicts = Verdicts(BuiltInModels.Read(element), moved, null);

        Assert.InRange(verdicts.Count(verdict => verdict.Abstained == Abstention.UnlikeTraining) / (double)verdicts.Count, 0.99, 1);
    }

    [Fact]
    public void Measured_manganese_in_the_place_of_iron_is_unlike()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var data = LabeledSpectraFile.Read(SharedData.PathOf("mn2_measured.npz"));

        var verdicts = Verdicts(BuiltInModels.Read("Fe"), new LabeledSpectra(data.Axis.ShiftedBy(67.5), data.Intensity.ToArray(), data.Labels), null);

        Assert.InRange(verdicts.Count(verdict => verdict.Abstained is not null) / (double)verdicts.Count, 0.99, 1);
    }

    [Theory]
    [InlineData("Mn", "Mn2+", "Mn3+", "Mn4+")]
    [InlineData("Fe", "Fe2+", "Fe2.67+")]
    public void Clean_simulated_spectra_are_answered(string element, params string[] states)
    {
        var data = PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 100))]) { Conditions = new() { Dose = 100 } }, new Seed(51), threads: 2);

        Assert.InRange(Verdicts(BuiltInModels.Read(element), data, null).Count(verdict => verdict.Abstained is not null) / (double)data.Count, 0, 0.05);
    }

    [Fact]
    public void The_card_tells_scores_on_measured_spectra_curves_and_failures()
    {
        var card = BuiltInModels.Read("Mn").Card;

        Assert.Equal(["mn2_measured.npz", "mn_l23_measured.npz", "mn_l23_references.npz"], card.Scores.Select(score => score.Set).Order(StringComparer.Ordinal));
        Assert.Contains(card.Curves, curve => curve.Condition == "shift, eV" && curve.At.Count == curve.Accuracy.Count);
        Assert.NotEmpty(card.KnownFailures);
        Assert.Contains(BuiltInModels.Read("Fe").Card.KnownFailures, failure => failure.Contains("Fe3+", StringComparison.Ordinal));
    }

    [Fact]
    public void Channels_that_are_too_wide_are_warned_of_and_then_refused()
    {
        var model = BuiltInModels.Read("Mn");
        var widest = model.Card.MostDispersionEv!.Value;
        LabeledSpectra On(double dispersion) => PhantomDataset.Make(new([new("Mn2+", 3), new("Mn4+", 3)]) { Axis = new(590, dispersion, (int)(100 / dispersion)) }, new Seed(56), threads: 2);
        IReadOnlyList<string> Findings(double dispersion) => new Prediction(model, On(dispersion), null, new("test.npz", new Seed(0))).Findings(On(dispersion));

        Assert.DoesNotContain(Findings(widest), finding => finding.Contains("lose accuracy", StringComparison.Ordinal));
        Assert.Contains(Findings(1.2 * widest), finding => finding.Contains("lose accuracy", StringComparison.Ordinal));
        Assert.Contains("eV wide", Assert.Throws<BadInputException>(() => Findings(2.1 * widest)).Message, StringComparison.Ordinal);
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
        return new Prediction(model, data, new(null, uncertainty), context).ClassifyAll(context);
    }
}

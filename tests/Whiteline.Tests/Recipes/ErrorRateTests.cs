using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class ErrorRateTests
{
    static readonly StepContext Context = new("my.npz", new Seed(1), 2);

    // Sixty specimens of each state, a dose at which some spectra are taken for others.
    static readonly Lazy<TrainedModel> Manganese = new(() => Trained(["Mn2+", "Mn3+", "Mn4+"], 60));

    [Fact]
    public void Sets_hold_the_truth_of_unseen_specimens_as_often_as_stated()
    {
        var result = Evaluation.Run(Manganese.Value, Simulated(["Mn2+", "Mn3+", "Mn4+"], 60, 2), new() { ErrorRate = 0.05 }, Context);

        Assert.InRange(result.Sets!.Coverage, 0.93, 0.97);
        Assert.InRange(result.Answers.Accuracy, 0.95, 1);
    }

    [Fact]
    public void Sets_hold_the_truth_where_the_axis_is_as_uncertain_as_declared()
    {
        string[] states = ["Fe2+", "Fe2.67+"];
        var model = Trained(states, 400);
        var asked = PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 400))]) { GroupsPerClass = 400, ShiftSdEv = 1 }, new Seed(8), 2);

        var result = Evaluation.Run(model, asked, new() { ErrorRate = 0.05, Axis = new(null, 1) }, Context);

        Assert.InRange(result.Sets!.Coverage, 0.93, 0.97);
        Assert.InRange(result.Sets.Single, 0.2, 0.8);
    }

    [Fact]
    public void A_spectrum_whose_set_is_not_one_label_is_undecided()
    {
        var asked = Simulated(["Mn3+", "Mn4+"], 15, 3);

        var verdicts = new Prediction(Manganese.Value, asked, KnownAxis.AsWritten, Context, errorRate: 0.01).ClassifyAll(Context);

        Assert.All(verdicts, verdict => Assert.Equal(verdict.Set!.Count != 1, verdict.Abstained == Abstention.Undecided));
        Assert.Contains(verdicts, verdict => verdict.Abstained == Abstention.Undecided);
    }

    [Fact]
    public void Sets_travel_in_the_model_file()
    {
        using var folder = new TemporaryFolder();
        ModelFile.Write(folder.File("a.wlm"), Manganese.Value);

        var read = ModelFile.Read(folder.File("a.wlm"));

        Assert.Equal(Manganese.Value.Sets!.Select(level => level.AxisUncertaintyEv), read.Sets!.Select(level => level.AxisUncertaintyEv));
        Assert.Equal(Manganese.Value.Sets!.SelectMany(level => level.Sets.Scores), read.Sets!.SelectMany(level => level.Sets.Scores));
    }

    [Fact]
    public void A_model_without_sets_cannot_hold_a_rate_and_says_how_to_get_one() => Assert.Contains(
        "--label-sets",
        Assert.Throws<BadInputException>(() => new Prediction(Doublets.Train(Doublets.Fe(20, 1)), Doublets.Fe(4, 2), null, Context, errorRate: 0.05)).Message,
        StringComparison.Ordinal);

    static TrainedModel Trained(string[] states, int groups) => ModelTraining.Run(Simulated(states, groups, 1), Doublets.Plan with { LabelSets = true }, [], new(new Seed(1), 2));

    static LabeledSpectra Simulated(string[] states, int groups, ulong seed) =>
        PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 400))]) { GroupsPerClass = groups, Conditions = new() { Dose = 40 } }, new Seed(seed), 2);
}

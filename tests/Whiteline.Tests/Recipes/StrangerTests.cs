using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

/// <summary>White lines of other elements on axes that put their L3 in the place of the model's own.</summary>
public sealed class StrangerTests
{
    const int Count = 100;
    static readonly StepContext Context = new("my.npz", new Seed(1), 2);
    static readonly Dictionary<string, Lazy<TrainedModel>> Trained = new() { ["Mn"] = new(() => Train("Mn2+", "Mn3+", "Mn4+")), ["Fe"] = new(() => Train("Fe2+", "Fe2.67+", "Fe3+")) };

    public static TheoryData<string, bool, string, double> Moved()
    {
        var cases = new TheoryData<string, bool, string, double>();
        foreach (var ready in new[] { false, true })
        {
            foreach (var label in new[] { "Fe2+", "Fe2.67+", "Fe3+" }) cases.Add("Mn", ready, label, -67);
            foreach (var label in new[] { "Mn2+", "Mn3+", "Mn4+" }) cases.Add("Fe", ready, label, 67.5);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Moved))]
    public void Another_element_in_the_place_of_the_own_is_given_no_label(string element, bool ready, string stranger, double shiftEv)
    {
        var asked = Strangers.Moved(PhantomDataset.Make(new([new(stranger, Count)]) { Conditions = new() { Dose = 500 } }, new Seed(61), 2), shiftEv);

        Assert.InRange(Share(Verdicts(ready ? BuiltInModels.Read(element) : Trained[element].Value, asked), Abstention.UnlikeTraining), 0.99, 1);
    }

    // A long axis holds both edges; the mean of so many spectra has next to no noise, and its background bends.
    [Theory]
    [InlineData("Mn", "Fe2+", 0)]
    [InlineData("Mn", "Fe3+", 3)]
    [InlineData("Fe", "Mn2+", 0)]
    [InlineData("Fe", "Mn4+", -3)]
    public void Another_element_on_its_own_energies_is_told_from_no_signal(string element, string stranger, double offEv)
    {
        var asked = Strangers.Moved(PhantomDataset.Make(new([new(stranger, 3 * Count)]) { Axis = new(600, 0.2, 801), Conditions = new() { Dose = 300 } }, new Seed(65), 2), offEv);

        Assert.InRange(Share(Verdicts(BuiltInModels.Read(element), asked), Abstention.UnlikeTraining), 0.99, 1);
    }

    // The main peak of O K, and its pre-peak, where the model expects L3.
    [Theory]
    [InlineData("Mn", true, "Mn3+", 530.6)]
    [InlineData("Mn", false, "Mn3+", 541)]
    [InlineData("Fe", true, "Fe2.67+", 540.4)]
    [InlineData("Fe", false, "Fe2.67+", 540.4)]
    [InlineData("Fe", true, "Fe2+", 540)]
    public void O_K_in_the_place_of_white_lines_is_given_no_label(string element, bool ready, string oxide, double fromEv)
    {
        var asked = Strangers.Moved(PhantomDataset.Make(new([new(oxide, Count)]) { Axis = new(440, 0.1, 1700), Conditions = new() { Dose = 500, Oxygen = 1 } }, new Seed(62), 2), (element == "Mn" ? 642 : 708.8) - fromEv);

        Assert.InRange(Share(Verdicts(ready ? BuiltInModels.Read(element) : Trained[element].Value, asked), null), 0, 0.01);
    }

    [Theory]
    [InlineData("Mn", "Mn2+", "Mn3+", "Mn4+")]
    [InlineData("Fe", "Fe2+", "Fe2.67+", "Fe3+")]
    public void Clean_spectra_of_other_specimens_are_labelled(string element, params string[] states)
    {
        foreach (var resolution in new[] { 0.6, 1.4 })
        {
            var asked = PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, Count))]) { Conditions = new() { Dose = 100, ResolutionEv = resolution } }, new Seed(63), 2);

            Assert.InRange(Share(Verdicts(Trained[element].Value, asked), null), 0.95, 1);
            Assert.InRange(Share(Verdicts(BuiltInModels.Read(element), asked), null), 0.95, 1);
        }
    }

    [Theory]
    [InlineData("Mn", "mn_l23_references.npz", 1)]
    [InlineData("Mn", "mn2_measured.npz", 0.95)]
    [InlineData("Fe", "fe_l23_references.npz", 1)]
    public void Measured_spectra_of_other_laboratories_are_labelled(string element, string file, double least)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);

        Assert.InRange(Share(Verdicts(Trained[element].Value, LabeledSpectraFile.Read(SharedData.PathOf(file))), null), least, 1);
    }

    [Fact]
    public void A_model_that_is_read_again_knows_strangers_as_before()
    {
        using var folder = new TemporaryFolder();
        var asked = Strangers.Moved(PhantomDataset.Make(new([new("Fe3+", Count)]) { Conditions = new() { Dose = 60 } }, new Seed(64), 2), -67);
        ModelFile.Write(folder.File("a.wlm"), Trained["Mn"].Value);

        var read = ModelFile.Read(folder.File("a.wlm"));

        Assert.Equal(Verdicts(Trained["Mn"].Value, asked).Select(verdict => verdict.Abstained), Verdicts(read, asked).Select(verdict => verdict.Abstained));
        Assert.Equal(Trained["Mn"].Value.ElementGate!.Threshold, read.ElementGate!.Threshold);
    }

    static TrainedModel Train(params string[] states) =>
        ModelTraining.Run(PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 80))]), new Seed(50), 2), Doublets.Plan, [], new(new Seed(1), 2));

    static IReadOnlyList<Verdict> Verdicts(TrainedModel model, ISpectra asked) => new Prediction(model, asked, null, Context).ClassifyAll(Context);

    static double Share(IReadOnlyList<Verdict> verdicts, Abstention? reason) => verdicts.Count(verdict => verdict.Abstained == reason) / (double)verdicts.Count;
}

using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Novelty;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class AbstentionTests
{
    const int Count = 100;
    static readonly StepContext Context = new("my.npz", new Seed(1), 2);
    static readonly Lazy<TrainedModel> Manganese = new(() => Trained(new PhantomDatasetOptions([new("Mn2+", 80), new("Mn3+", 80), new("Mn4+", 80)])));

    [Fact]
    public void Clean_spectra_of_other_specimens_are_labelled()
    {
        var verdicts = Verdicts(Manganese.Value, PhantomDataset.Make(new([new("Mn2+", Count), new("Mn3+", Count), new("Mn4+", Count)]), new Seed(51), 2));

        Assert.InRange(verdicts.Count(verdict => verdict.Abstained is not null) / (double)verdicts.Count, 0, 0.05);
    }

    [Theory]
    [InlineData("vacuum", Abstention.SignalTooWeak)]
    [InlineData("constant", Abstention.SignalTooWeak)]
    [InlineData("zero", Abstention.SignalTooWeak)]
    [InlineData("noise", Abstention.SignalTooWeak)]
    [InlineData("background", Abstention.SignalTooWeak)]
    [InlineData("another element", Abstention.UnlikeTraining)]
    [InlineData("another element in its place", Abstention.UnlikeTraining)]
    [InlineData("O K in its place", Abstention.UnlikeTraining)]
    [InlineData("saturated", Abstention.Saturated)]
    public void What_is_no_spectrum_of_the_element_is_given_no_label_and_the_right_reason(string what, Abstention reason)
    {
        var asked = Strangers.Of(what, Count);

        var verdicts = Verdicts(Manganese.Value, asked);

        Assert.InRange(verdicts.Count(verdict => verdict.Abstained == reason) / (double)verdicts.Count, 0.99, 1);
    }

    [Fact]
    public void A_file_without_the_window_is_refused_and_says_so()
    {
        var iron = PhantomDataset.Make(new([new("Fe2+", 4)]), new Seed(4), 2);

        Assert.Contains("655 to 745 eV", Assert.Throws<WindowMissingException>(() => Verdicts(Manganese.Value, iron)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_short_of_the_aligned_window_keeps_its_labels_and_says_so()
    {
        var whole = Three(55);
        var prediction = new Prediction(Manganese.Value, UpTo(whole, 657.5), null, Context);

        var verdicts = prediction.ClassifyAll(Context);

        Assert.Contains(prediction.Findings(whole), finding => finding.Contains("short of the model's window about their L3", StringComparison.Ordinal));
        // The line was taken where the window still fitted: manganite turned into manganosite, and surely.
        Assert.InRange(verdicts.Where((verdict, i) => verdict.Abstained is null && verdict.Label != whole.Labels[i]).Count() / (double)verdicts.Count, 0, 0.02);
        Assert.InRange(verdicts.Count(verdict => verdict.Abstained is null) / (double)verdicts.Count, 0.9, 1);
    }

    [Fact]
    public void A_spectrum_whose_own_L3_leaves_too_little_of_the_window_has_no_label_for_that()
    {
        var whole = Three(56);

        var verdicts = Verdicts(Manganese.Value, UpTo(whole, 655));

        // L3 of Mn2+ lies 2 to 3 eV lower: as much more is left beyond it.
        Assert.All(verdicts.Where((_, i) => whole.Labels[i] == "Mn4+"), verdict => Assert.Equal(Abstention.WindowMissing, verdict.Abstained));
        Assert.InRange(verdicts.Where((verdict, i) => whole.Labels[i] == "Mn2+" && verdict.Label == "Mn2+" && verdict.Abstained is null).Count(), 90, Count);
    }

    [Fact]
    public void A_mixture_of_two_states_is_no_stranger()
    {
        var film = PhantomImage.Make(new(PhantomKind.Gradient) { Rows = 8, Columns = 24 }, new Seed(9), 2);

        var verdicts = Verdicts(Manganese.Value, film.Image);

        Assert.InRange(verdicts.Count(verdict => verdict.Abstained is not null) / (double)verdicts.Count, 0, 0.05);
    }

    [Fact]
    public void A_saved_model_abstains_as_before()
    {
        using var folder = new TemporaryFolder();
        var network = RandomNetworks.Of(NetworkPresets.Mlp, Manganese.Value.Axis.Count, 3, new(1));
        var model = Manganese.Value with { Classifier = network, Doubts = new([12.5]) };
        ModelFile.Write(folder.File("a.wlm"), model);
        var asked = PhantomDataset.Make(new([new("Mn2+", Count), new("Mn3+", Count)]) { Conditions = new() { Dose = 8 } }, new Seed(52), 2);

        var read = ModelFile.Read(folder.File("a.wlm"));

        var (before, after) = (Verdicts(model, asked), Verdicts(read, asked));
        Assert.Equal([12.5], read.Doubts!.Limits);

        Assert.Equal(before.Select(verdict => verdict.Abstained), after.Select(verdict => verdict.Abstained));
        Assert.Contains(before, verdict => verdict.Abstained is not null);
        Assert.Contains(before, verdict => verdict.Abstained is null);
    }

    [Fact]
    public void Doubt_beyond_its_limit_is_a_reason_of_its_own()
    {
        var network = RandomNetworks.Of(NetworkPresets.Mlp, Manganese.Value.Axis.Count, 3, new(1));
        var asked = PhantomDataset.Make(new([new("Mn2+", 10)]), new Seed(53), 2);

        Abstention?[] With(DoubtLimits limits) => [.. Verdicts(Manganese.Value with { Classifier = network, Doubts = limits }, asked).Select(verdict => verdict.Abstained)];

        Assert.All(With(new([-1e9])), reason => Assert.Equal(Abstention.UnlikeTraining, reason));
        Assert.All(With(new([1e9])), reason => Assert.Null(reason));
    }

    [Fact]
    public void Threads_change_no_reason()
    {
        var asked = PhantomDataset.Make(new([new("Mn2+", Count), new("Mn3+", Count)]) { Conditions = new() { Dose = 12 } }, new Seed(54), 2);

        IEnumerable<Abstention?> On(int threads) => new Prediction(Manganese.Value, asked, null, Context).ClassifyAll(Context with { Threads = threads }).Select(verdict => verdict.Abstained);

        Assert.Equal(On(1), On(8));
    }

    static LabeledSpectra Three(ulong seed) => PhantomDataset.Make(new([new("Mn2+", Count), new("Mn3+", Count), new("Mn4+", Count)]), new Seed(seed), 2);

    static LabeledSpectra UpTo(LabeledSpectra whole, double lastEv)
    {
        var channels = whole.Axis.ChannelsIn(new(whole.Axis.OffsetEv, lastEv));
        return new(whole.Axis.Slice(channels), [.. Enumerable.Range(0, whole.Count).SelectMany(i => whole[i][channels].ToArray())], whole.Labels);
    }

    static TrainedModel Trained(PhantomDatasetOptions options) => ModelTraining.Run(PhantomDataset.Make(options, new Seed(50), 2), Doublets.Plan, [], new(new Seed(1), 2));

    static IReadOnlyList<Verdict> Verdicts(TrainedModel model, ISpectra asked) => new Prediction(model, asked, null, Context).ClassifyAll(Context);
}

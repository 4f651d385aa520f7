using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Recipes.Comparison;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class ComparisonTests : IDisposable
{
    static readonly ComparisonPlan Small = new()
    {
        Classifiers = ["svm-linear", "svm-cosine", "nearest-mean"],
        Focus = ["svm-linear"],
        Normalisations = [Norm.Max, Norm.None],
        Trainings = [TrainingData.Plain, TrainingData.Shifted],
        Folds = 3,
        Copies = 3,
        TrainedShiftsEv = [2],
        TrainingSizes = [4, 1000],
        ShiftsEv = [-2, 0, 2],
        NoiseMultiples = [1],
        GaussianSigmas = [0],
        PeakCounts = [],
        BroadeningsEv = [],
        DispersionsEv = [],
    };

    // One combination.
    static readonly ComparisonPlan Least = Small with { Classifiers = ["nearest-mean"], Focus = [], Normalisations = [Norm.Max], Trainings = [TrainingData.Plain], Alignments = [Alignment.None], TrainedShiftsEv = [], TrainingSizes = [] };

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Conditions_vary_one_at_a_time_about_the_first_of_each_list()
    {
        var cells = ComparisonCell.Of(Small, Grouped(Doublets.Mn(60, 1)));

        // Three classifiers × (middle, shifted, aligned, position only), and without normalisation for the two machines; then the row of the matrix and one training size.
        Assert.Equal(3 * 4 + 2, cells.Count(cell => cell.IsWhole));
        Assert.Equal([2.0], cells.Where(cell => cell.TrainedShiftEv is not null).Select(cell => cell.TrainedShiftEv!.Value));
        Assert.Equal([4], cells.Where(cell => cell.PerClass is not null).Select(cell => cell.PerClass!.Value));
        Assert.Equal(cells.Count, cells.Select(cell => cell.Key).Distinct().Count());
    }

    [Fact]
    public void A_full_plan_takes_every_combination() =>
        Assert.Equal(3 * 2 * 2 * 3, ComparisonCell.Of(Small with { Full = true }, Grouped(Doublets.Mn(60, 1))).Count(cell => cell.IsWhole));

    [Fact]
    public void Labels_of_several_elements_are_not_aligned_and_have_no_oxygen_window()
    {
        var iron = Doublets.Fe(20, 1);
        var manganese = new LabeledSpectra(iron.Axis, Doublets.Mn(20, 2).Intensity.ToArray(), Doublets.Mn(20, 2).Labels);
        var both = new LabeledSpectra(iron.Axis, [.. iron.Intensity.ToArray(), .. manganese.Intensity.ToArray()], [.. iron.Labels, .. manganese.Labels]);

        Assert.All(ComparisonCell.Of(Small, both), cell =>
        {
            Assert.NotEqual(Alignment.L3, cell.Alignment);
            Assert.Equal(StudyWindow.L23, cell.Window);
        });
    }

    [Fact]
    public void Every_combination_is_scored_by_both_splits_and_tested()
    {
        var result = Run(Small, Grouped(Doublets.Mn(60, 1)), Doublets.Mn(40, 2));

        Assert.All(result.Scored, cell =>
        {
            // These states do not differ in the position of L3, and no linear machine learns all shifts.
            var least = cell.Cell.Alignment == Alignment.PositionOnly ? 0.3 : cell.Cell.Training == TrainingData.Shifted ? 0.7 : 0.9;
            Assert.InRange(cell.Plain!.Accuracy, least, 1);
            Assert.InRange(cell.Grouped!.Accuracy, least, 1);
            Assert.Equal(result.Plan.ShiftsEv, cell.ShiftCurve.Select(point => point.At));
            Assert.Equal(cell.Test, cell.GaussianCurve[0].Accuracy);
        });
        var (trained, accuracy) = result.ShiftMatrix("svm-linear")!.Value;
        Assert.Equal([0, 2], trained);
        Assert.True(accuracy[1, 0] > accuracy[0, 0], $"{accuracy[1, 0]} trained on shifts, {accuracy[0, 0]} without");
        Assert.Equal(4, Assert.Single(result.BySize("svm-linear")).Cell.PerClass);
    }

    [Theory]
    [InlineData(40, FindingVerdict.Undecided)]
    [InlineData(120, FindingVerdict.Confirmed)]
    public void Synthetic_spectra_are_judged_on_the_test_spectra_and_made_once(int tested, FindingVerdict expected)
    {
        var plan = Small with { Classifiers = ["svm-linear", "svm-cosine"], Focus = [], Normalisations = [Norm.Max], Trainings = [TrainingData.Plain, TrainingData.Generated, TrainingData.Synthetic], Alignments = [Alignment.None], GeneratedPerClass = 40 };
        var learned = 0;
        var run = new ComparisonRun(plan, NoNetwork) { Generator = _ => new Counting(new SmoteAugmentation(), () => learned++) };

        var result = run.Run(Grouped(Doublets.Mn(60, 1)), Doublets.Mn(tested, 2), folder.File("cells"), new(new Seed(1), 2));

        Assert.Equal(1, learned);
        Assert.All(result.Cells, cell => Assert.Equal(cell.Cell.IsGenerated, cell.Honest is null));
        Assert.All(result.Cells, cell => Assert.Equal(cell.Test, 1 - cell.TestWrong.Count / (double)result.Test.Count, 9));
        var finding = Assert.Single(Finding.Of(result), finding => finding.Claim.StartsWith("Synthetic spectra", StringComparison.Ordinal));
        // Both label all rightly; of 40 spectra that shows no more than that they differ by less than 0.09.
        Assert.True(expected == finding.Verdict, finding.Evidence);
    }

    [Fact]
    public void Synthetic_spectra_that_are_nothing_but_noise_are_not_good_enough()
    {
        var plan = Small with { Classifiers = ["svm-linear"], Focus = [], Normalisations = [Norm.Max], Trainings = [TrainingData.Plain, TrainingData.Synthetic], Alignments = [Alignment.None], GeneratedPerClass = 40 };
        var run = new ComparisonRun(plan, NoNetwork) { Generator = _ => new Noise() };

        var result = run.Run(Grouped(Doublets.Mn(60, 1)), Doublets.Mn(40, 2), folder.File("cells"), new(new Seed(1), 2));

        Assert.Equal(FindingVerdict.Contradicted, Assert.Single(Finding.Of(result), finding => finding.Claim.StartsWith("Synthetic spectra", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void Of_machines_that_guess_nothing_is_confirmed()
    {
        // Every test spectrum carries the label of another state.
        var asked = Doublets.Mn(40, 2);
        var classes = asked.Classes.ToList();
        var wrong = new LabeledSpectra(asked.Axis, asked.Intensity.ToArray(), [.. asked.Labels.Select(label => classes[(classes.IndexOf(label) + 1) % classes.Count])]);
        var plan = Small with { Classifiers = ["svm-linear"], Focus = [], Normalisations = [Norm.Max], Trainings = [TrainingData.Plain, TrainingData.Synthetic], Alignments = [Alignment.None], GeneratedPerClass = 40 };
        var run = new ComparisonRun(plan, NoNetwork) { Generator = _ => new SmoteAugmentation() };

        var findings = Finding.Of(run.Run(Grouped(Doublets.Mn(60, 1)), wrong, folder.File("cells"), new(new Seed(1), 2)));

        Assert.Equal(FindingVerdict.NotTested, Assert.Single(findings, finding => finding.Claim.Contains("robust to energy shifts", StringComparison.Ordinal)).Verdict);
        Assert.Equal(FindingVerdict.NotTested, Assert.Single(findings, finding => finding.Claim.StartsWith("Synthetic spectra", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void Labels_of_the_test_file_that_nothing_was_learned_of_are_told()
    {
        var asked = Doublets.Mn(30, 2);
        var renamed = new LabeledSpectra(asked.Axis, asked.Intensity.ToArray(), [.. asked.Labels.Select(label => label == "Mn4+" ? "Mn7+" : label)]);

        var result = Run(Least, Grouped(Doublets.Mn(60, 1)), renamed);

        Assert.Equal([$"{asked.Labels.Count(label => label == "Mn4+")} of {asked.Count} spectra of the test file are labelled Mn7+, which no spectrum to learn from is: they count as wrong."], result.Warnings);
    }

    [Fact]
    public void Labels_by_chance_show_the_difference_of_the_splits_and_no_lead()
    {
        // Each group is one fingerprint with a random label: only near copies on both sides let it be told.
        var random = new Seed(4).Random();
        var prints = Enumerable.Range(0, 24).Select(_ => Enumerable.Range(0, 120).Select(_ => (float)random.NextNormal()).ToArray()).ToArray();
        var groups = Enumerable.Range(0, 96).Select(i => i % 24).ToArray();
        var data = new LabeledSpectra(
            new(0, 0.5, 120),
            [.. groups.SelectMany(g => prints[g].Select(value => 10 + value + 0.02f * (float)random.NextNormal()))],
            [.. groups.Select(g => g % 2 == 0 ? "a" : "b")],
            [.. groups.Select(g => $"{g}")]);

        var result = Run(Small with { Classifiers = ["svm-linear"], Focus = [], Normalisations = [Norm.None], Trainings = [TrainingData.Plain], Alignments = [Alignment.None] }, data, data);

        var cell = Assert.Single(result.Cells);
        Assert.InRange(cell.Plain!.Accuracy, 0.95, 1);
        Assert.InRange(cell.Grouped!.Accuracy, 0.1, 0.8);
    }

    [Fact]
    public void A_run_that_was_cancelled_goes_on_where_it_was()
    {
        var data = Grouped(Doublets.Mn(60, 1));
        using var stop = new CancellationTokenSource();
        var progress = new Stop(stop, after: 4);
        Assert.Throws<OperationCanceledException>(() => new ComparisonRun(Small, NoNetwork).Run(data, null, folder.File("cells"), new(new Seed(1), 2, progress, stop.Token)));
        var kept = Files();

        var result = Run(Small, data, null);
        var whole = new ComparisonRun(Small, NoNetwork).Run(data, null, folder.File("other"), new(new Seed(1), 2));

        Assert.NotEmpty(kept);
        Assert.All(kept, pair => Assert.Equal(pair.Value, File.GetLastWriteTimeUtc(pair.Key)));
        Assert.Equal(whole.Cells.Select(Numbers), result.Cells.Select(Numbers));

        Dictionary<string, DateTime> Files() => Directory.GetFiles(folder.File("cells"), "*.json", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);
    }

    [Fact]
    public void Cells_of_other_spectra_are_not_taken_up()
    {
        var one = Run(Small, Grouped(Doublets.Mn(60, 1)), null);
        var other = Run(Small, Grouped(Doublets.Mn(60, 7, noise: 0.6)), null);

        Assert.NotEqual(one.Cells.Select(Numbers), other.Cells.Select(Numbers));
    }

    [Fact]
    public void A_damaged_cell_is_run_again()
    {
        var data = Grouped(Doublets.Mn(60, 1));
        var first = Run(Small, data, null);
        foreach (var file in Directory.GetFiles(folder.File("cells"), "*.json", SearchOption.AllDirectories)) File.WriteAllText(file, "{");

        Assert.Equal(first.Cells.Select(Numbers), Run(Small, data, null).Cells.Select(Numbers));
    }

    [Fact]
    public void Without_test_spectra_whole_groups_are_set_aside()
    {
        var result = Run(Small, Grouped(Doublets.Mn(80, 1)), null);

        Assert.Equal(80, result.Training.Count + result.Test.Count);
        Assert.Empty(result.Training.Groups!.Intersect(result.Test.Groups!));
    }

    [Fact]
    public void Position_carries_iron_and_shape_carries_manganese()
    {
        var iron = Finding.Of(Run(Small, Grouped(Doublets.Fe(60, 1)), null));
        var manganese = Finding.Of(Run(Small, Grouped(Doublets.Mn(120, 1)), null));

        Assert.Equal(FindingVerdict.Confirmed, iron.Single(finding => finding.Claim.StartsWith("The absolute energy axis", StringComparison.Ordinal)).Verdict);
        Assert.Equal(FindingVerdict.Contradicted, manganese.Single(finding => finding.Claim.StartsWith("The absolute energy axis", StringComparison.Ordinal)).Verdict);
        Assert.Equal(FindingVerdict.Confirmed, manganese.Single(finding => finding.Claim.StartsWith("Training on shifted", StringComparison.Ordinal)).Verdict);
        Assert.Equal(FindingVerdict.NotTested, manganese.Single(finding => finding.Claim.StartsWith("White lines", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void What_carries_a_classifier_is_told()
    {
        var run = Run(Small, Grouped(Doublets.Fe(60, 1)), null);
        Assert.Empty(run.Cells.Where(cell => cell.Failure is not null).Select(cell => cell.Cell.Key + cell.Failure));
        var iron = PositionOrShape.Of(run);
        var manganese = PositionOrShape.Of(Run(Small, Grouped(Doublets.Mn(60, 1)), null));

        Assert.Equal(3, iron.Count);
        Assert.All(iron, row => Assert.Equal("position", row.CarriedBy));
        Assert.All(manganese, row => Assert.Equal("shape", row.CarriedBy));
    }

    [Fact]
    public void Published_figures_stand_beside_those_of_the_same_states()
    {
        var manganese = PhantomDataset.Make(new([new("Mn2+", 24), new("Mn3+", 24), new("Mn4+", 24)]) { GroupsPerClass = 8 }, new Seed(1));

        var figures = PublishedFigure.Of(Run(Small with { Classifiers = ["svm-linear"] }, manganese, null));

        Assert.Contains(figures, figure => figure.Published == "0.74 to 0.94" && figure.Here.Contains("aligned", StringComparison.Ordinal));
        Assert.All(figures, figure => Assert.DoesNotContain("Fe", figure.What, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "Mn(II)", "Mn3+", "Mn⁴⁺")]
    [InlineData(0, "Mn2+", "Mn4+")]
    [InlineData(2, "Fe2+", "Fe2.67+")]
    [InlineData(0, "Fe2+", "Fe2.67+", "Fe3+")]
    [InlineData(0, "Fe2+", "Fe3+")]
    [InlineData(1, "Fe2+", "Fe2.67+", "Mn2+", "Mn3+", "Mn4+")]
    [InlineData(0, "Fe2+", "Mn2+")]
    public void Figures_of_other_states_are_left_out(int count, params string[] labels)
    {
        var data = new LabeledSpectra(new(600, 1, 2), new float[2 * labels.Length], labels);
        var cell = new CellResult(new("svm-linear", StudyWindow.L23, Norm.Max, TrainingData.Plain, Alignment.None), new(0.9, 0.9, 0, 0, []), null, 0.9, 0.8, 1, [new(-1, 0.8, 0.8), new(1, 0.8, 0.8)], [], [], [], [], [], 0);

        Assert.Equal(count, PublishedFigure.Of(new(Small, data, data, "the test file", [cell], new Seed(1))).Count);
    }

    [Fact]
    public void Figures_of_test_spectra_need_all_states_there()
    {
        LabeledSpectra Of(params string[] labels) => new(new(600, 1, 2), new float[2 * labels.Length], labels);
        var cell = new CellResult(new("svm-linear", StudyWindow.L23, Norm.Max, TrainingData.Plain, Alignment.None), null, null, 0.9, 0.8, 1, [new(-1, 0.8, 0.8), new(1, 0.8, 0.8)], [], [], [], [], [], 0);

        Assert.Empty(PublishedFigure.Of(new(Small, Of("Mn2+", "Mn3+", "Mn4+"), Of("Mn2+", "Mn4+"), "the test file", [cell], new Seed(1))));
    }

    [Fact]
    public void The_groups_set_aside_hold_every_class_wherever_groups_are_of_one_class()
    {
        var data = Doublets.Mn(80, 1);
        var grouped = new LabeledSpectra(data.Axis, data.Intensity.ToArray(), data.Labels, [.. data.Labels.Select((label, i) => $"{label} {i / 20}")]);

        for (var seed = 1ul; seed <= 8; seed++)
        {
            var result = new ComparisonRun(Least, NoNetwork).Run(grouped, null, folder.File("cells"), new(new Seed(seed), 2, null, TestContext.Current.CancellationToken));

            Assert.Equal(data.Classes, result.Test.Classes);
            Assert.Equal(20, result.Test.Count);
            Assert.Empty(result.Warnings);
        }
    }

    [Fact]
    public void A_class_that_no_test_spectrum_is_of_is_told()
    {
        var data = Grouped(Doublets.Mn(60, 1));
        var lonely = new LabeledSpectra(data.Axis, data.Intensity.ToArray(), [.. data.Labels.Select((label, i) => i < 5 ? "Mn3+" : label)], data.Groups);

        var result = Run(Least, lonely, null);

        Assert.Equal(["Class Mn3+ is not in the test part: nothing can be said about it. Give a test file (--test), or try another --seed."], result.Warnings);
        Assert.Empty(Run(Least, data, null).Warnings);
    }

    [Fact]
    public void Shifted_training_for_the_matrix_alone_does_not_pass_for_no_shifted_training()
    {
        var plan = Least with { Classifiers = ["svm-linear"], Focus = ["svm-linear"], TrainedShiftsEv = [2] };

        string Evidence(ComparisonPlan which) => Finding.Of(Run(which, Grouped(Doublets.Mn(60, 1)), null)).Single(finding => finding.Claim.StartsWith("Training on shifted", StringComparison.Ordinal)).Evidence;

        Assert.StartsWith("Training on shifted spectra was run for the matrix of shifts alone", Evidence(plan), StringComparison.Ordinal);
        Assert.Equal("Training on shifted spectra was not run.", Evidence(plan with { TrainedShiftsEv = [] }));
    }

    [Fact]
    public void A_plan_with_few_settings_has_the_defaults_of_the_others()
    {
        var plan = ComparisonPlan.Read("{\"folds\": 7}", "plan.json");

        Assert.Equal((new ComparisonPlan() with { Folds = 7 }).ToJson(), plan.ToJson());
    }

    [Fact]
    public void A_plan_reads_as_it_was_written() =>
        Assert.Equal(Small.ToJson(), ComparisonPlan.Read(Small.ToJson(), "plan.json").ToJson());

    [Theory]
    [InlineData("{", "no plan")]
    [InlineData("{\"classifier\": [\"svm-rbf\"]}", "no setting 'classifier'")]
    [InlineData("{\"windows\": null}", "'windows' of a plan cannot be null")]
    [InlineData("{\"normalisations\": [\"foo\"]}", "'normalisations' of a plan cannot be [\"foo\"]. Choose from None, Max")]
    [InlineData("[1]", "no plan")]
    [InlineData("{\"classifiers\": [\"oracle\"]}", "'oracle'")]
    [InlineData("{\"folds\": 1}", "1 folds")]
    [InlineData("{\"trainings\": []}", "empty list")]
    [InlineData("{\"shiftsEv\": [1000]}", "1000")]
    public void A_plan_without_sense_is_refused(string json, string said)
    {
        var error = Assert.Throws<BadInputException>(() => ComparisonPlan.Read(json, "plan.json"));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("plan.json", error.Message, StringComparison.Ordinal);
    }

    ComparisonResult Run(ComparisonPlan plan, LabeledSpectra training, LabeledSpectra? test) =>
        new ComparisonRun(plan, NoNetwork).Run(training, test, folder.File("cells"), new(new Seed(1), 2, null, TestContext.Current.CancellationToken));

    static (string, double?, double?, double) Numbers(CellResult cell) => (cell.Cell.Key, cell.Plain?.Accuracy, cell.Grouped?.Accuracy, cell.Test);

    static ITrainer NoNetwork(string name, int epochs) => throw new InvalidOperationException("No network was asked for.");

    // Five spectra of both classes to a group.
    static LabeledSpectra Grouped(LabeledSpectra data) => new(data.Axis, data.Intensity.ToArray(), data.Labels, [.. Enumerable.Range(0, data.Count).Select(i => $"{i / 5}")]);

    sealed class Stop(CancellationTokenSource stop, int after) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Done >= after) stop.Cancel();
        }
    }

    sealed class Counting(IGeneratorTrainer inner, Action learned) : IGeneratorTrainer
    {
        public string Name => inner.Name;

        public IEnumerable<string> Problems() => inner.Problems();

        public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
        {
            learned();
            return inner.Train(real, context);
        }
    }

    sealed class Noise : IGeneratorTrainer, ISpectrumGenerator
    {
        public string Name => "noise";

        public IReadOnlyList<string> Classes { get; private set; } = [];

        public int Channels { get; private set; }

        public IEnumerable<string> Problems() => [];

        public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
        {
            (Classes, Channels) = (real.Classes, real.Axis.Count);
            return this;
        }

        public void Generate(string label, Seed seed, Span<float> spectra)
        {
            var random = seed.Random();
            foreach (ref var value in spectra) value = (float)random.NextDouble();
        }
    }
}

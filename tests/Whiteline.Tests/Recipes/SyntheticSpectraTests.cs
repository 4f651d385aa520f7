using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Recipes.Comparison;
using Whiteline.Recipes.Generation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

/// <summary>Nothing synthetic is ever tested on, and what a generator learned from held-out spectra is never trained on.</summary>
public sealed class SyntheticSpectraTests
{
    static readonly TrainingPlan Flat = new(new SvmTrainer(new())) { Normalise = Norm.None, Align = Alignment.None };

    [Theory]
    [InlineData(SplitKind.Stratified)]
    [InlineData(SplitKind.ByGroup)]
    [InlineData(SplitKind.LeaveOneGroupOut)]
    [InlineData(SplitKind.Shuffle)]
    public void A_division_holds_measured_spectra_alone(SplitKind kind)
    {
        var data = Mixed(out var isSynthetic);

        var splits = new SplitPlan(kind, 3).Divide(data, new Seed(1));

        Assert.All(splits, split => Assert.All(split.Held.Concat(split.Training), i => Assert.False(isSynthetic[i])));
        if (kind != SplitKind.Shuffle) Assert.Equal(Enumerable.Range(0, data.Count).Where(i => !isSynthetic[i]), splits.SelectMany(split => split.Held).Order());
    }

    [Fact]
    public void Synthetic_spectra_change_no_cross_validation_and_the_result_says_so()
    {
        var data = Mixed(out _);

        var mixed = CrossValidation.Run(data, Flat, new(SplitKind.ByGroup, 3), Context());
        var measured = CrossValidation.Run(data.WithoutSynthetic(), Flat, new(SplitKind.ByGroup, 3), Context());

        Assert.Equal(measured.Predictions.SelectMany(one => one.Probabilities), mixed.Predictions.SelectMany(one => one.Probabilities));
        Assert.Contains("24 synthetic spectra were left out", Assert.Single(mixed.Warnings), StringComparison.Ordinal);
        Assert.Empty(measured.Warnings);
    }

    [Fact]
    public void An_axis_that_is_not_the_generators_is_refused()
    {
        var data = Mixed(out _).WithoutSynthetic();
        var generator = new SmoteAugmentation().Train(data, Context());
        var counts = new Dictionary<string, int> { [data.Classes[0]] = 4 };
        var half = new EnergyAxis(data.Axis.OffsetEv, data.Axis.DispersionEv, data.Axis.Count / 2);
        var moved = SyntheticSpectra.Make(generator, data.Axis.ShiftedBy(5), counts, new Seed(1));

        Assert.Contains($"the energy axis has {half.Count}", Assert.Throws<BadInputException>(() => SyntheticSpectra.Make(generator, half, counts, new Seed(1))).Message, StringComparison.Ordinal);
        Assert.Contains("another energy axis", Assert.Throws<BadInputException>(() => SyntheticSpectra.Join(data, moved)).Message, StringComparison.Ordinal);
        Assert.Contains("-4 spectra", Assert.Throws<BadInputException>(() => SyntheticSpectra.Make(generator, data.Axis, new Dictionary<string, int> { [data.Classes[0]] = -4 }, new Seed(1))).Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => new GenerationPlan(new SmoteAugmentation(), 0).Fill(data, Context()));
        // Another program's rounding of the same axis.
        Assert.Equal(data.Count + 4, SyntheticSpectra.Join(data, SyntheticSpectra.Make(generator, data.Axis.ShiftedBy(1e-9), counts, new Seed(1))).Count);
    }

    [Fact]
    public void Synthetic_spectra_are_refused_as_a_test()
    {
        var data = Mixed(out _);
        var model = Doublets.Train(data, Flat);

        Assert.Contains("24 of 84", Assert.Throws<BadInputException>(() => new TestPart(model, data)).Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => Evaluation.Run(model, data, new(), new("test.npz", new Seed(1), 1, TestContext.Current.CancellationToken)));
        Assert.Equal(60, new TestPart(model, data.WithoutSynthetic()).Data.Count);
    }

    [Fact]
    public void A_comparison_is_the_same_with_and_without_them()
    {
        using var folder = new TemporaryFolder();
        var plan = new ComparisonPlan
        {
            Classifiers = ["nearest-mean"],
            Focus = ["nearest-mean"],
            TrainedShiftsEv = [],
            TrainingSizes = [],
            Normalisations = [Norm.Max],
            Trainings = [TrainingData.Plain, TrainingData.Generated],
            Alignments = [Alignment.None],
            Generator = "mixup",
            GeneratedPerClass = 60,
            Folds = 2,
            ShiftsEv = [],
            NoiseMultiples = [],
            GaussianSigmas = [],
            PeakCounts = [],
            BroadeningsEv = [],
            DispersionsEv = [],
        };
        var data = Mixed(out _);
        var run = new ComparisonRun(plan, (_, _) => throw new InvalidOperationException());

        ComparisonResult mixed = run.Run(data, null, folder.File("a"), Context()), measured = run.Run(data.WithoutSynthetic(), null, folder.File("b"), Context());

        Assert.Equal(0, mixed.Training.SyntheticCount + mixed.Test.SyntheticCount);
        Assert.Equal(measured.Cells.Select(cell => (cell.Cell.Key, cell.Failure, cell.Grouped?.Accuracy, cell.Test)), mixed.Cells.Select(cell => (cell.Cell.Key, cell.Failure, cell.Grouped?.Accuracy, cell.Test)));
        Assert.Equal([TrainingData.Plain, TrainingData.Generated], mixed.Cells.Select(cell => cell.Cell.Training));
        Assert.All(mixed.Cells, cell => Assert.Null(cell.Failure));
    }

    [Fact]
    public void A_generator_learns_from_the_training_part_of_each_division_alone()
    {
        var data = Mixed(out _).WithoutSynthetic();
        var spy = new Spy();

        var result = CrossValidation.Run(data, Flat with { Generate = new(spy, 50) }, new(SplitKind.ByGroup, 3), Context());

        Assert.Equal(3, spy.Learned.Count);
        for (var fold = 0; fold < 3; fold++)
        {
            var held = result.Predictions.Where(one => one.Fold == fold).Select(one => data[one.Index][0]).ToHashSet();
            Assert.Equal(data.Count - held.Count, spy.Learned[fold].Count);
            Assert.DoesNotContain(spy.Learned[fold], held.Contains);
        }
    }

    [Fact]
    public void A_model_that_trained_on_synthetic_spectra_says_so_and_counts_measured_ones()
    {
        var data = Mixed(out _).WithoutSynthetic();

        var model = Doublets.Train(data, Flat with { Generate = new(new MixupAugmentation(), 50) });

        Assert.Equal("40 synthetic spectra by mixup", model.Card.Augmentation);
        Assert.Equal([30, 30], model.Card.Spectra.Values);
    }

    [Fact]
    public void Classes_are_filled_up_and_full_ones_left_alone()
    {
        var all = Doublets.Mn(60, 1);
        var data = all.Subset([.. Enumerable.Range(0, 60).Where(i => all.Labels[i] == "Mn2+" || i < 20)]);

        var filled = new GenerationPlan(new SmoteAugmentation(), 25).Fill(data, Context());

        Assert.Equal(data.Count + 15, filled.Count);
        Assert.Equal(data.Intensity.ToArray(), filled.Intensity[..data.Intensity.Length].ToArray());
        Assert.All(Enumerable.Range(0, filled.Count), i => Assert.Equal(i >= data.Count, filled.IsSynthetic(i)));
        Assert.All(Enumerable.Range(data.Count, 15), i => Assert.Equal(("Mn4+", "synthetic"), (filled.Labels[i], filled.Groups![i])));
    }

    [Fact]
    public void Marks_follow_spectra_through_subsets_joins_and_groups()
    {
        var data = Mixed(out var isSynthetic);

        var subset = data.Subset([80, 0, 70]);
        var joined = CommonAxis.Join([data, data.WithoutSynthetic()]);

        Assert.Equal([true, false, true], subset.Synthetic);
        Assert.Equal([.. isSynthetic, .. new bool[60]], joined.Synthetic);
        Assert.Equal(isSynthetic, data.GroupedBefore("-").Synthetic);
        Assert.Throws<BadInputException>(() => new LabeledSpectra(data.Axis, data.Intensity.ToArray(), data.Labels) { Synthetic = [true] });
        Assert.Throws<BadInputException>(() => data.Subset([70, 71]).WithoutSynthetic());
    }

    [Fact]
    public void Inner_folds_of_a_machine_hold_no_synthetic_spectrum()
    {
        // Synthetic spectra with random labels far away: were they held out, they would spoil the probabilities of measured ones.
        var data = Doublets.Mn(120, 1, noise: 0.05);
        var random = new Seed(3).Random();
        var noise = new float[60 * data.Axis.Count];
        for (var i = 0; i < noise.Length; i++) noise[i] = (float)(1e4 + random.NextNormal());
        var made = new LabeledSpectra(data.Axis, noise, [.. Enumerable.Range(0, 60).Select(i => random.NextInt32(2) == 0 ? "Mn2+" : "Mn4+")], [.. Enumerable.Repeat(SyntheticSpectra.Group, 60)]) { Synthetic = [.. Enumerable.Repeat(true, 60)] };
        LabeledSpectra marked = SyntheticSpectra.Join(data, made), unmarked = new(marked.Axis, marked.Intensity.ToArray(), marked.Labels, marked.Groups);

        double Confidence(LabeledSpectra spectra, double penalty)
        {
            var probabilities = new double[2 * data.Count];
            new SvmTrainer(new(C: penalty)).Train(spectra, Context()).Predict(data.Intensity.Span, probabilities);
            return probabilities.Chunk(2).Average(pair => pair.Max());
        }

        // Two thirds are measured, and the penalty of those that are marked counts by as much: both machines are the same, and only what is held out differs.
        double held = Confidence(marked, 15), spoilt = Confidence(unmarked, 10);
        Assert.True(held > spoilt + 0.02, $"{held} against {spoilt}");
    }

    static TrainingContext Context() => new(new Seed(1), 2, null, TestContext.Current.CancellationToken);

    // 60 measured spectra in six groups that hold both classes, then 24 synthetic ones.
    static LabeledSpectra Mixed(out bool[] isSynthetic)
    {
        LabeledSpectra measured = Doublets.Mn(60, 1, noise: 0.3), made = Doublets.Mn(24, 2);
        isSynthetic = [.. new bool[60], .. Enumerable.Repeat(true, 24)];
        return new(measured.Axis, [.. measured.Intensity.Span, .. made.Intensity.Span], [.. measured.Labels, .. made.Labels], [.. Enumerable.Range(0, 84).Select(i => i < 60 ? $"g{i / 10}-{i}"[..2] : SyntheticSpectra.Group)]) { Synthetic = isSynthetic };
    }

    // Keeps what it is given; the first sample of a spectrum tells which it was.
    sealed class Spy : IGeneratorTrainer
    {
        public List<HashSet<float>> Learned { get; } = [];

        public string Name => "spy";

        public IEnumerable<string> Problems() => [];

        public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
        {
            Learned.Add([.. Enumerable.Range(0, real.Count).Select(i => real[i][0])]);
            return new MixupAugmentation().Train(real, context);
        }
    }
}

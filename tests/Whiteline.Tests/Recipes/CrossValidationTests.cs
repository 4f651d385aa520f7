using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

public sealed class CrossValidationTests
{
    static readonly TrainingPlan Fingerprints = new(new SvmTrainer(new(KernelKind.Rbf, C: 10))) { Normalise = Norm.None, Align = Alignment.None };

    [Fact]
    public void Random_labels_look_learnt_where_near_copies_cross_and_are_chance_where_they_do_not()
    {
        var data = NearCopies(groups: 40, each: 5);

        var plain = Run(data, Fingerprints, new(Folds: 5));
        var grouped = Run(data, Fingerprints, new(SplitKind.ByGroup, 5));
        var oneOut = Run(data, Fingerprints, new(SplitKind.LeaveOneGroupOut));

        Assert.InRange(plain.Scores.Accuracy, 0.95, 1);
        // 40 independent groups: chance is 0.5 ± 0.08; four standard deviations.
        Assert.InRange(grouped.Scores.Accuracy, 0.2, 0.8);
        Assert.InRange(oneOut.Scores.Accuracy, 0.0, 0.8);
        Assert.Contains("Split by group.", Assert.Single(plain.Warnings), StringComparison.Ordinal);
        Assert.Empty(grouped.Warnings);
    }

    [Fact]
    public void Of_spectra_of_one_group_no_split_is_called_honest()
    {
        var data = NearCopies(groups: 20, each: 2);
        var one = new LabeledSpectra(data.Axis, data.Intensity.ToArray(), data.Labels, [.. data.Labels.Select(_ => "particle")]);

        var warning = Assert.Single(Run(one, Fingerprints, new(Folds: 2)).Warnings);

        Assert.Contains("from one group", warning, StringComparison.Ordinal);
        Assert.Contains("no honest split exists", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("Split by group", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Copies_and_components_never_come_from_what_is_held_out(bool components)
    {
        // Every spectrum is its own group, with random labels: only a copy of itself, or what was learnt from it, could tell.
        var data = NearCopies(groups: 60, each: 1);
        var plan = Fingerprints with { NoiseAugment = 0.001, ShiftAugmentEv = 0.01, Copies = 3, Pca = components ? new(20) : null };

        var result = Run(data, plan, new(Folds: 5));

        Assert.InRange(result.Scores.Accuracy, 0.2, 0.75);
    }

    [Theory]
    [InlineData("Mn", null)]
    [InlineData("Mn", 3)]
    [InlineData("Fe", 6)]
    public void Components_of_noisy_spectra_without_their_background_leave_what_tells_the_states(string element, int? rank)
    {
        string[] states = element == "Mn" ? ["Mn2+", "Mn3+", "Mn4+"] : ["Fe2+", "Fe2.67+", "Fe3+"];
        var data = PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 60))]) { Conditions = new() { Dose = 40 } }, new Seed(8), 2);
        var plan = new TrainingPlan(new SvmTrainer(new(KernelKind.Rbf, C: 10)));

        var plain = Run(data, plan, new(SplitKind.ByGroup, 4)).Scores.Accuracy;
        var denoised = Run(data, plan with { Pca = new(rank) }, new(SplitKind.ByGroup, 4)).Scores.Accuracy;

        Assert.InRange(denoised, Math.Max(0.85, plain - 0.06), 1);
    }

    [Fact]
    public void A_denoised_view_is_learnt_from_the_training_part()
    {
        // Labels by lot: only neighbours from the group that is held out could tell them.
        var data = NearCopies(groups: 40, each: 3);
        var plan = Fingerprints with { Trainer = new SvmTrainer(new() { Denoised = new(4, 2) }) };

        Assert.InRange(Run(data, plan, new(SplitKind.ByGroup, 5)).Scores.Accuracy, 0.2, 0.75);
        Assert.InRange(Run(data, plan, new(Folds: 5)).Scores.Accuracy, 0.9, 1);
    }

    [Theory]
    [InlineData(SplitKind.Stratified, false)]
    [InlineData(SplitKind.ByGroup, true)]
    [InlineData(SplitKind.LeaveOneGroupOut, true)]
    [InlineData(SplitKind.Shuffle, false)]
    public void What_is_trained_on_is_the_training_part_and_no_copy_of_the_held_part(SplitKind kind, bool whole)
    {
        // Each spectrum carries its number in its level, which noise below the step between levels cannot hide.
        var data = NearCopies(groups: 12, each: 2, numbered: true);
        var spy = new Spy(new SvmTrainer(new()), data);

        var result = Run(data, new(spy) { Normalise = Norm.None, Align = Alignment.None, NoiseAugment = 1e-6, Copies = 2 }, new(kind, 3));

        Assert.Equal(result.FoldAccuracies.Count, spy.Seen.Count);
        for (var fold = 0; fold < spy.Seen.Count; fold++)
        {
            var held = result.Predictions.Where(one => one.Fold == fold).Select(one => one.Index).ToArray();
            Assert.Empty(held.Intersect(spy.Seen[fold]));
            if (whole) Assert.Empty(held.Select(i => data.Groups![i]).Intersect(spy.Seen[fold].Select(i => data.Groups![i])));
        }
        if (kind != SplitKind.Shuffle) Assert.Equal(Enumerable.Range(0, data.Count), result.Predictions.Select(one => one.Index).Order());
    }

    [Fact]
    public void A_class_that_a_training_part_lacks_has_no_chance_there_and_the_result_says_so()
    {
        var two = Doublets.Fe(40, 1);
        string[] labels = [.. two.Labels.Select((label, i) => i >= 30 ? "Fe3+" : label)];
        var data = new LabeledSpectra(two.Axis, two.Intensity.ToArray(), labels, [.. labels.Select((label, i) => label == "Fe3+" ? "c" : $"{i % 4 / 2}")]);

        var result = Run(data, Doublets.Plan, new(SplitKind.LeaveOneGroupOut));

        Assert.Equal(["Fe2+", "Fe2.67+", "Fe3+"], result.Labels);
        var lacking = result.Predictions.Where(one => data.Labels[one.Index] == "Fe3+").ToArray();
        Assert.Equal(10, lacking.Length);
        Assert.All(lacking, one => Assert.Equal((0, 1), (one.Probabilities[2], Math.Round(one.Probabilities.Sum(), 9))));
        Assert.Equal(0, result.FoldAccuracies[2]);
        Assert.Contains("had no Fe3+", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_part_of_one_class_is_refused_before_any_training()
    {
        var two = Doublets.Fe(20, 1);
        var data = new LabeledSpectra(two.Axis, two.Intensity.ToArray(), two.Labels, two.Labels);
        var spy = new Spy(new SvmTrainer(new()), data);

        var error = Assert.Throws<BadInputException>(() => Run(data, new(spy), new(SplitKind.LeaveOneGroupOut)));

        Assert.Contains("fold 1 of 2 has only Fe2.67+", error.Message, StringComparison.Ordinal);
        Assert.Empty(spy.Seen);
    }

    [Fact]
    public void Threads_do_not_change_the_result_and_the_seed_makes_it()
    {
        var data = Doublets.Fe(40, 1, noise: 0.3);
        var plan = Doublets.Plan with { NoiseAugment = 0.05, Copies = 2, Pca = new(4) };

        var one = Probabilities(Run(data, plan, new(Folds: 4), threads: 1));
        var eight = Probabilities(Run(data, plan, new(Folds: 4), threads: 8));
        var other = Probabilities(Run(data, plan, new(Folds: 4), seed: 2));

        Assert.Equal(one, eight);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void The_scores_are_those_of_the_predictions_and_the_deviation_that_of_the_folds()
    {
        var data = Doublets.Mn(30, 1, noise: 0.4);

        var result = Run(data, Doublets.Plan, new(Folds: 3));

        var right = result.Predictions.Count(one => new Verdict(result.Labels, one.Probabilities).Label == data.Labels[one.Index]);
        Assert.Equal(right / 30.0, result.Scores.Accuracy);
        Assert.Equal(right / 30.0, result.FoldAccuracies.Average(), 1e-12);
        var mean = result.FoldAccuracies.Average();
        Assert.Equal(result.FoldAccuracies.Sum(accuracy => Math.Pow(accuracy - mean, 2)) / 3, Math.Pow(result.AccuracyStd, 2), 1e-12);
    }

    [Fact]
    public void One_spectrum_can_be_held_out_though_components_are_used()
    {
        var two = Doublets.Fe(8, 1);
        var data = new LabeledSpectra(two.Axis, two.Intensity.ToArray(), two.Labels, [.. Enumerable.Range(0, 8).Select(i => $"{i}")]);

        var result = Run(data, Doublets.Plan with { Pca = new(2) }, new(SplitKind.LeaveOneGroupOut));

        Assert.Equal(8, result.Predictions.Count);
    }

    [Fact]
    public void Cancelled_work_stops_and_progress_names_the_fold()
    {
        using var stop = new CancellationTokenSource();
        var seen = new List<string>();
        var progress = new Inline(report =>
        {
            lock (seen) seen.Add(report.Stage);
            if (report.Stage.StartsWith("fold 2 of 3", StringComparison.Ordinal)) stop.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => CrossValidation.Run(Doublets.Fe(30, 1), Doublets.Plan, new(Folds: 3), new(new Seed(1), 2, progress, stop.Token)));

        Assert.Contains(seen, stage => stage.StartsWith("fold 1 of 3: ", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, stage => stage.StartsWith("fold 3 of 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_split_by_group_needs_groups()
    {
        var error = Assert.Throws<BadInputException>(() => Run(Doublets.Fe(20, 1), Doublets.Plan, new(SplitKind.ByGroup, 2)));

        Assert.Contains("which group", error.Message, StringComparison.Ordinal);
    }

    static CrossValidationResult Run(LabeledSpectra data, TrainingPlan plan, SplitPlan split, int threads = 2, ulong seed = 1) =>
        CrossValidation.Run(data, plan, split, new(new Seed(seed), threads, null, TestContext.Current.CancellationToken));

    static double[] Probabilities(CrossValidationResult result) => [.. result.Predictions.SelectMany(one => one.Probabilities)];

    // Each group has a pattern of its own and a label by lot; its members are copies with a little noise. Labels without an element:
    // no edge is looked for.
    static LabeledSpectra NearCopies(int groups, int each, bool numbered = false)
    {
        const int Channels = 40;
        var random = new Seed(5).Random();
        var intensity = new float[groups * each * Channels];
        var labels = new string[groups * each];
        int[] lots = [.. Enumerable.Range(0, groups)];
        random.Shuffle<int>(lots);
        for (var g = 0; g < groups; g++)
        {
            var pattern = Enumerable.Range(0, Channels).Select(_ => 100 + 30 * random.NextNormal()).ToArray();
            for (var m = 0; m < each; m++)
            {
                var i = g * each + m;
                labels[i] = lots[g] % 2 == 0 ? "one" : "other";
                for (var c = 0; c < Channels; c++) intensity[i * Channels + c] = numbered ? 100 + i : (float)(pattern[c] + random.NextNormal());
            }
        }
        return new(new(500, 0.5, Channels), intensity, labels, [.. Enumerable.Range(0, labels.Length).Select(i => $"g{i / each}")]);
    }

    // Reads the number of each spectrum off what a trainer is given.
    sealed class Spy(ITrainer inner, LabeledSpectra data) : ITrainer
    {
        public List<int[]> Seen { get; } = [];

        public string Name => inner.Name;

        public IEnumerable<string> Problems() => inner.Problems();

        public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
        {
            int[] numbers = [.. Enumerable.Range(0, spectra.Count).Select(i => (int)Math.Round(spectra[i][0] - 100))];
            Seen.Add([.. numbers.Distinct().Where(number => number < data.Count)]);
            return inner.Train(spectra, context);
        }
    }

    sealed class Inline(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}

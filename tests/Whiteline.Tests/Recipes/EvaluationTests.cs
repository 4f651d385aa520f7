using Whiteline.Formats;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class EvaluationTests
{
    static readonly TrainingPlan Unaligned = Doublets.Plan with { Align = Alignment.None };

    [Fact]
    public void The_plain_scores_are_those_of_classifying_the_file()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var data = Doublets.Fe(50, 2, noise: 1.5);

        var result = Evaluate(model, data, new());

        var verdicts = new Prediction(model, data, null, Context).ClassifyAll(Context);
        Assert.Equal(verdicts.Select(verdict => verdict.Label), result.Verdicts.Select(verdict => verdict.Label));
        Assert.Equal(verdicts.Where((verdict, i) => verdict.Label == data.Labels[i]).Count() / 50.0, result.Scores.Accuracy);
        Assert.InRange(result.Uncertainty.Std, 0.001, 0.1);
    }

    [Fact]
    public void A_positive_shift_moves_the_lines_to_higher_energy()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1), Unaligned);
        var low = Only("Fe2+", Doublets.Fe(60, 2));
        var high = Only("Fe2.67+", Doublets.Fe(60, 2));

        // The states lie 1.5 eV apart: moved by that much up, the lower one is taken for the higher one, and the other way round.
        Assert.Equal([1.0, 1.0, 0.0], Accuracies(Evaluate(model, low, new() { ShiftsEv = [-0.5, 0, 1.5] }).ShiftCurve));
        Assert.Equal([0.0, 1.0, 1.0], Accuracies(Evaluate(model, high, new() { ShiftsEv = [-1.5, 0, 0.5] }).ShiftCurve));
    }

    [Fact]
    public void Training_on_shifted_spectra_restores_what_a_shift_takes_where_shape_decides()
    {
        var plain = Doublets.Train(Doublets.Mn(80, 1), Unaligned);
        var shifted = Doublets.Train(Doublets.Mn(80, 1), Unaligned with { ShiftAugmentEv = 4, Copies = 12 });
        var plan = new EvaluationPlan { ShiftsEv = [-3, 0, 3] };

        var without = Evaluate(plain, Doublets.Mn(60, 2), plan).ShiftCurve;
        var with = Evaluate(shifted, Doublets.Mn(60, 2), plan).ShiftCurve;

        Assert.Equal(1, without[1].Accuracy);
        Assert.True(without[0].Accuracy < 0.8 || without[2].Accuracy < 0.8, $"{without[0].Accuracy} {without[2].Accuracy}");
        Assert.All(with, point => Assert.InRange(point.Accuracy, 0.95, 1));
    }

    [Fact]
    public void A_shift_is_no_matter_to_a_model_that_aligns_each_spectrum()
    {
        var model = Doublets.Train(Doublets.Mn(60, 1));

        var curve = Evaluate(model, Doublets.Mn(60, 2), new() { ShiftsEv = [-5, -2, 0, 2, 5] }).ShiftCurve;

        Assert.All(curve, point => Assert.Equal((1, 0), (point.Accuracy, point.ExtendedEv)));
    }

    [Fact]
    public void The_file_is_calibrated_once_and_the_shift_put_on_top()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1), Unaligned);
        var data = Doublets.Fe(60, 2);
        var off = new LabeledSpectra(data.Axis.ShiftedBy(-8), data.Intensity.ToArray(), data.Labels);

        var straight = Evaluate(model, data, new() { ShiftsEv = [-1.5, 0, 1.5] });
        var calibrated = Evaluate(model, off, new() { ShiftsEv = [-1.5, 0, 1.5] });

        Assert.Equal(Accuracies(straight.ShiftCurve), Accuracies(calibrated.ShiftCurve));
        Assert.Contains(calibrated.Warnings, warning => warning.Contains("8.0 eV low", StringComparison.Ordinal));
    }

    [Fact]
    public void Channels_beyond_the_window_move_into_it_and_only_missing_ones_are_filled()
    {
        var wide = Doublets.Fe(60, 1);
        var model = Doublets.Train(wide, Unaligned with { Window = new(700, 725) });
        var narrow = new LabeledSpectra(new(700, 0.2, 126), [.. Enumerable.Range(0, 60).SelectMany(i => wide[i].Slice(50, 126).ToArray())], wide.Labels);
        var plan = new EvaluationPlan { ShiftsEv = [-3, 0, 3], Axis = KnownAxis.AsWritten };

        Assert.Equal([0, 0, 0], Evaluate(model, wide, plan).ShiftCurve.Select(point => point.ExtendedEv));
        Assert.Equal([3.0, 0, 3.0], Evaluate(model, narrow, plan).ShiftCurve.Select(point => point.ExtendedEv));
    }

    [Theory]
    [InlineData(125, false)]
    [InlineData(124, true)]
    public void Spectra_that_end_one_channel_short_of_the_window_are_not_told_to_be_continued(int channels, bool isTold)
    {
        var whole = Doublets.Fe(60, 1);
        var model = Doublets.Train(whole, Unaligned with { Window = new(700, 725) });
        var early = new LabeledSpectra(new(700, 0.2, channels), [.. Enumerable.Range(0, 60).SelectMany(i => whole[i].Slice(50, channels).ToArray())], whole.Labels);

        var result = Evaluate(model, early, new() { ShiftsEv = [0], Axis = KnownAxis.AsWritten });

        Assert.Equal(isTold, result.Warnings.Any(warning => warning.Contains("short of the model's window", StringComparison.Ordinal)));
        Assert.Equal(isTold, result.ShiftCurve[0].ExtendedEv > 0);
    }

    [Fact]
    public void Noise_lowers_the_accuracy_and_none_leaves_it()
    {
        var model = Doublets.Train(Doublets.Mn(60, 1));
        var data = Doublets.Mn(60, 2);

        var result = Evaluate(model, data, new() { NoiseMultiples = [1, 40], GaussianSigmas = [0, 0.1, 1] });

        Assert.Equal(result.Scores.Accuracy, result.NoiseCurve[0].Accuracy);
        Assert.Equal(result.Scores.Accuracy, result.GaussianCurve[0].Accuracy);
        Assert.InRange(result.NoiseCurve[1].Accuracy, 0.3, 0.9);
        Assert.InRange(result.GaussianCurve[2].Accuracy, 0.3, 0.8);
        Assert.True(result.GaussianCurve[1].Accuracy > result.GaussianCurve[2].Accuracy + 0.1);
    }

    [Fact]
    public void Fewer_electrons_and_wider_lines_lower_the_accuracy_and_the_own_channels_leave_it()
    {
        // The states differ in shape alone: a position survives any broadening.
        var model = Doublets.Train(Doublets.Mn(60, 1), Unaligned);

        var result = Evaluate(model, Doublets.Mn(60, 2), new() { PeakCounts = [0.2, 1000], BroadeningsEv = [0.01, 12], DispersionsEv = [0.2] });

        Assert.Equal(1, result.DoseCurve[1].Accuracy);
        Assert.InRange(result.DoseCurve[0].Accuracy, 0.4, 0.97);
        Assert.Equal(1, result.ResolutionCurve[0].Accuracy);
        Assert.InRange(result.ResolutionCurve[1].Accuracy, 0, 0.95);
        Assert.Equal(1, result.DispersionCurve[0].Accuracy);
    }

    [Fact]
    public void Labels_that_the_model_does_not_know_count_as_wrong_and_are_named()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var two = Doublets.Fe(40, 2);
        var data = new LabeledSpectra(two.Axis, two.Intensity.ToArray(), [.. two.Labels.Select((label, i) => i < 10 ? "Fe3+" : label)]);

        var result = Evaluate(model, data, new());

        Assert.Equal(["Fe2+", "Fe2.67+", "Fe3+"], result.Scores.Confusion.Labels);
        Assert.Equal(0.75, result.Scores.Accuracy);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("10 spectra are labelled Fe3+", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dataset_of_other_labels_altogether_is_refused() =>
        Assert.Contains("tells Fe2+, Fe2.67+ apart", Assert.Throws<BadInputException>(() => Evaluate(Doublets.Train(Doublets.Fe(60, 1)), Doublets.Mn(20, 2), new())).Message, StringComparison.Ordinal);

    [Fact]
    public void Seed_decides_and_threads_do_not()
    {
        var model = Doublets.Train(Doublets.Mn(60, 1));
        var plan = new EvaluationPlan { GaussianSigmas = [0.3], Draws = 3 };

        var one = Evaluation.Run(model, Doublets.Mn(60, 2), plan, Context with { Threads = 1 }).GaussianCurve[0];
        var four = Evaluation.Run(model, Doublets.Mn(60, 2), plan, Context with { Threads = 4 }).GaussianCurve[0];
        var other = Evaluation.Run(model, Doublets.Mn(60, 2), plan, Context with { Seed = new(99) }).GaussianCurve[0];

        Assert.Equal(one, four);
        Assert.NotEqual(one.Accuracy, other.Accuracy);
    }

    [Fact]
    public void Aligned_references_keep_their_labels_at_every_shift()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var model = ModelTraining.Run(LabeledSpectraFile.Read(SharedData.PathOf("mn_l23_measured.npz")), new(new SvmTrainer(new(KernelKind.Linear, C: 1))), [], new(new Seed(0), 2));

        var curve = Evaluate(model, LabeledSpectraFile.Read(SharedData.PathOf("mn_l23_references.npz")), new() { ShiftsEv = [-5, -2, 0, 2, 5] }).ShiftCurve;

        Assert.All(curve, point => Assert.InRange(point.Accuracy, curve[2].Accuracy - 0.05, 1));
    }

    static StepContext Context => new("test.npz", new Seed(1), 2, TestContext.Current.CancellationToken);

    static EvaluationResult Evaluate(TrainedModel model, LabeledSpectra data, EvaluationPlan plan) => Evaluation.Run(model, data, plan, Context);

    static double[] Accuracies(IEnumerable<RobustnessPoint> curve) => [.. curve.Select(point => point.Accuracy)];

    static LabeledSpectra Only(string label, LabeledSpectra data) => data.Subset([.. Enumerable.Range(0, data.Count).Where(i => data.Labels[i] == label)]);
}

using Whiteline.Formats;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Testing;

namespace Whiteline.Training.Tests;

/// <summary>The default network, trained on measured spectra of one source, on references that other people measured on other instruments.</summary>
public sealed class MeasuredManganeseTests
{
    [Theory]
    [InlineData(Alignment.L3, 2, 1)]
    // One network that is not aligned errs on one reference or two, and which depends on the last bits of the processor; three together do not.
    [InlineData(Alignment.None, 5, 3)]
    public void References_keep_their_labels_at_every_shift_and_in_noise(Alignment alignment, double shiftAugmentEv, int members)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var plan = new TrainingPlan(new NetworkTrainer(NetworkPresets.Cnn, new(Members: members))) { Align = alignment, ShiftAugmentEv = shiftAugmentEv, NoiseAugment = 0.2, Copies = 24 };
        var model = ModelTraining.Run(LabeledSpectraFile.Read(SharedData.PathOf("mn_l23_measured.npz")), plan, [], new(new Seed(0), 2, null, TestContext.Current.CancellationToken));

        var references = Evaluate("mn_l23_references.npz", new() { ShiftsEv = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5], GaussianSigmas = [0.1] });
        var measured = Evaluate("mn2_measured.npz", new());

        Assert.All(references.ShiftCurve, point => Assert.InRange(point.Accuracy, 22.0 / 23, 1));
        Assert.InRange(references.GaussianCurve[0].Accuracy, 0.97, 1);
        Assert.InRange(measured.Scores.Accuracy, 0.99, 1);

        EvaluationResult Evaluate(string file, EvaluationPlan test) =>
            Recipes.Evaluation.Run(model, LabeledSpectraFile.Read(SharedData.PathOf(file)), test, new StepContext(file, new Seed(0), 2, TestContext.Current.CancellationToken));
    }
}

using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Learning;

/// <summary>Synthetic spectra are no more evidence than the measured ones that they were made of.</summary>
public sealed class SvmSyntheticTests
{
    const int Copies = 4;

    static readonly LabeledSpectra Measured = Doublets.Fe(40, 1, noise: 0.4);

    [Theory]
    [InlineData(MulticlassScheme.OneVersusOne, ClassWeighting.Balanced)]
    [InlineData(MulticlassScheme.OneVersusOne, ClassWeighting.None)]
    [InlineData(MulticlassScheme.OneVersusRest, ClassWeighting.Balanced)]
    public void Copies_that_are_marked_as_made_change_no_machine(MulticlassScheme scheme, ClassWeighting weighting)
    {
        var options = new SvmOptions(KernelKind.Rbf, C: 0.05, Weighting: weighting, Probability: false) { Scheme = scheme };

        double[] alone = Decisions(options, Measured), filled = Decisions(options, Filled(marked: true)), unmarked = Decisions(options, Filled(marked: false));

        // One over C times as many copies is the same problem, to the solver's tolerance.
        Assert.All(alone.Zip(filled), pair => Assert.Equal(pair.First, pair.Second, 0.01));
        // As measured ones, they are five times the evidence.
        Assert.Contains(alone.Zip(unmarked), pair => Math.Abs(pair.First - pair.Second) > 0.1);
    }

    [Fact]
    public void A_grid_of_penalties_counts_them_as_the_training_does()
    {
        // Four of one class to one of the other: how many of the few are found depends on the penalty.
        var random = new Seed(5).Random();
        const int known = 75, held = 60;
        string[] labels = [.. Enumerable.Range(0, known + held).Select(i => (i < known ? i % 5 == 0 : i % 2 == 0) ? "Mn3+" : "Mn2+")];
        float[] values = [.. labels.SelectMany(label => Enumerable.Range(0, 8).Select(_ => (float)((label == "Mn3+" ? 0.4 : -0.4) + random.NextNormal())))];
        var measured = new LabeledSpectra(new(630, 1, 8), values, labels);
        var grid = new SvmGrid([new SvmKernel(KernelKind.Linear)], [.. Enumerable.Range(0, 16).Select(power => 1e-4 * Math.Pow(2, power))], 2);

        double[] Accuracies(int copies, bool marked)
        {
            int[] all = [.. Enumerable.Range(0, known + held), .. Enumerable.Range(0, copies * known).Select(at => at % known)];
            var data = measured.Subset(all);
            var filled = new LabeledSpectra(data.Axis, data.Intensity.ToArray(), data.Labels) { Synthetic = marked ? [.. all.Select((_, at) => at >= known + held)] : null };
            var split = new Split([.. Enumerable.Range(0, known), .. Enumerable.Range(known + held, copies * known)], [.. Enumerable.Range(known, held)]);
            return [.. grid.Run(filled, Context, [split]).Points.Select(point => point.Accuracy)];
        }

        var alone = Accuracies(0, marked: false);
        Assert.Equal(alone, Accuracies(Copies, marked: true));
        Assert.NotEqual(alone, Accuracies(Copies, marked: false));
    }

    static TrainingContext Context => new(new Seed(1), 1, null, TestContext.Current.CancellationToken);

    static LabeledSpectra Filled(bool marked)
    {
        int[] all = [.. Enumerable.Repeat(Enumerable.Range(0, Measured.Count), Copies + 1).SelectMany(indices => indices)];
        var filled = Measured.Subset(all);
        return new(filled.Axis, filled.Intensity.ToArray(), filled.Labels) { Synthetic = marked ? [.. all.Select((_, at) => at >= Measured.Count)] : null };
    }

    static double[] Decisions(SvmOptions options, LabeledSpectra data)
    {
        var asked = Doublets.Fe(20, 2, noise: 0.4);
        var machine = (SvmClassifier)new SvmTrainer(options).Train(data, Context);
        var decisions = new double[asked.Count * (options.Scheme == MulticlassScheme.OneVersusRest ? 2 : 1)];
        machine.Decide(asked.Intensity.Span, decisions);
        return decisions;
    }
}

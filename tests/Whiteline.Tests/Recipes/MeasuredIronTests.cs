using Whiteline.Formats;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

/// <summary>Measured spectra of wüstite and magnetite near the border of their classes.</summary>
public sealed class MeasuredIronTests
{
    static readonly SvmOptions Machine = new(C: 8, Gamma: 43, Probability: false);

    [Theory]
    [InlineData(SplitKind.Stratified, 10, 0.93)]
    [InlineData(SplitKind.ByGroup, 6, 0.915)]
    public void A_denoised_view_tells_spectra_near_the_border_apart(SplitKind kind, int folds, double least)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var spectra = LabeledSpectraFile.Read(SharedData.PathOf("fe_l23_measured.npz"));

        var twice = Accuracy(spectra, new(kind, folds), Machine with { Denoised = new() });
        var once = Accuracy(spectra, new(kind, folds), Machine);

        Assert.True(twice >= least, $"{twice} with the second view");
        Assert.True(twice > once, $"{twice} with the second view, {once} without");
    }

    static double Accuracy(LabeledSpectra spectra, SplitPlan split, SvmOptions options) =>
        CrossValidation.Run(spectra, new(new SvmTrainer(options)) { Normalise = Norm.L2 }, split, new(new Seed(0), 2, null, TestContext.Current.CancellationToken)).Scores.Accuracy;
}

using Whiteline.Formats;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

/// <summary>A default model, trained on literature references alone, on measured spectra whose energy axis is about 4 eV high.</summary>
public sealed class MeasuredManganeseTests
{
    [Theory]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Linear)]
    public void At_least_99_percent_of_the_measured_spectra_are_two_valent(KernelKind kernel)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var model = ModelTraining.Run(LabeledSpectraFile.Read(SharedData.PathOf("mn_l23_references.npz")), new(new SvmTrainer(new(kernel))), [], new(new Seed(0), Threads: 2));
        var measured = LabeledSpectraFile.Read(SharedData.PathOf("mn2_measured.npz"));
        var context = new StepContext("mn2_measured.npz", new Seed(0), 2);

        var prediction = new Prediction(model, measured, axis: null, context);
        var verdicts = prediction.ClassifyAll(context);

        Assert.InRange(verdicts.Count(verdict => verdict.Label == "Mn2+"), (int)Math.Ceiling(0.99 * measured.Count), measured.Count);
        Assert.Matches(@"3\.\d eV high", prediction.Findings(measured)[0]);
    }
}

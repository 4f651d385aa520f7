using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class TunedSvmTests
{
    [Fact]
    public void Parameters_are_chosen_where_the_defaults_fail()
    {
        // Products far beyond one: with the default γ the sigmoid kernel is flat.
        var (trained, asked) = Halves(Offset(Clouds.Of(2, 60, 2.2, 60, 60, 60), 8));

        var tuned = Accuracy(new TunedSvmTrainer(KernelKind.Sigmoid), trained, asked);
        var defaults = Accuracy(new SvmTrainer(new(KernelKind.Sigmoid)), trained, asked);

        Assert.True(tuned > 0.9, $"{tuned} tuned");
        Assert.True(defaults < 0.7, $"{defaults} with the defaults");
    }

    [Theory]
    [InlineData(KernelKind.Linear)]
    [InlineData(KernelKind.Polynomial)]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Cosine)]
    public void All_kernels_learn(KernelKind kernel)
    {
        var (trained, asked) = Halves(Clouds.Of(3, 60, 1.5, 40, 40));

        Assert.True(Accuracy(new TunedSvmTrainer(kernel), trained, asked) > 0.9);
    }

    [Fact]
    public void Few_spectra_take_the_defaults()
    {
        var (trained, asked) = (Clouds.Of(3, 60, 0.3, 2, 2), Clouds.Of(3, 60, 0.3, 10, 10));

        Assert.Equal(Accuracy(new SvmTrainer(new(KernelKind.Rbf)), trained, asked), Accuracy(new TunedSvmTrainer(KernelKind.Rbf), trained, asked));
    }

    [Fact]
    public void A_custom_kernel_is_refused() =>
        Assert.Throws<BadInputException>(() => new TunedSvmTrainer(KernelKind.Custom).Train(Clouds.Of(1, 4, 1, 5, 5), new(new Seed(0))));

    static LabeledSpectra Offset(LabeledSpectra spectra, float by) => new(spectra.Axis, [.. spectra.Intensity.ToArray().Select(value => value + by)], spectra.Labels);

    static (LabeledSpectra Trained, LabeledSpectra Asked) Halves(LabeledSpectra spectra) =>
        (spectra.Subset([.. Enumerable.Range(0, spectra.Count).Where(i => i % 2 == 0)]), spectra.Subset([.. Enumerable.Range(0, spectra.Count).Where(i => i % 2 == 1)]));

    static double Accuracy(ITrainer trainer, LabeledSpectra trained, LabeledSpectra asked)
    {
        var classifier = trainer.Train(trained, new(new Seed(0), 2));
        var probabilities = new double[asked.Count * classifier.Classes.Count];
        classifier.Predict(asked.Intensity.Span, probabilities);
        return probabilities.Chunk(classifier.Classes.Count).Where((row, i) => new Verdict(classifier.Classes, row).Label == asked.Labels[i]).Count() / (double)asked.Count;
    }
}

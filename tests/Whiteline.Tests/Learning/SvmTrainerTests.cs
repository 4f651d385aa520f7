using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class SvmTrainerTests
{
    [Theory]
    [InlineData(new[] { 8, 8, 7 }, 1ul)]
    [InlineData(new[] { 3, 3 }, 2ul)]
    [InlineData(new[] { 2, 2, 2 }, 3ul)]
    [InlineData(new[] { 1, 1 }, 4ul)]
    public void Few_spectra_never_give_reversed_probabilities(int[] perClass, ulong seed)
    {
        var spectra = Peaks.Of(perClass, 30, 0.01, seed);

        // A large C fits every training spectrum, so that any label but its own would come from the probabilities.
        var svm = (SvmClassifier)new SvmTrainer(new(C: 10_000)).Train(spectra, new(new(seed)));

        Assert.All(svm.Functions, pair => Assert.True(pair.Sigmoid.A < 0));
        var probabilities = new double[spectra.Count * perClass.Length];
        svm.Predict(spectra.Intensity.Span, probabilities);
        for (var i = 0; i < spectra.Count; i++)
        {
            var row = probabilities.AsSpan(i * perClass.Length, perClass.Length).ToArray();
            Assert.Equal(1, row.Sum(), 1e-9);
            Assert.Equal(spectra.Labels[i], svm.Classes[Array.IndexOf(row, row.Max())]);
        }
    }

    [Fact]
    public void Many_threads_predict_what_one_does()
    {
        var spectra = Peaks.Of([60, 50, 45], 37, 0.2);
        var svm = (SvmClassifier)new SvmTrainer(new()).Train(spectra, new(new(1), 8));
        var one = new double[spectra.Count * 3];
        var eight = new double[spectra.Count * 3];

        svm.Predict(spectra.Intensity.Span, one);
        svm.Predict(spectra.Intensity, eight, 8, TestContext.Current.CancellationToken);

        Assert.Equal(one, eight);
    }

    [Fact]
    public void A_kernel_of_huge_values_has_support_vectors_and_labels_its_spectra()
    {
        // Values of some 10²⁰, so that all multipliers lie far below the twelfth digit of C.
        var spectra = Peaks.Of([20, 20], 30, 0.05);

        var svm = (SvmClassifier)new SvmTrainer(new(KernelKind.Polynomial, 1, Gamma: 1e6, Degree: 3) { Probability = false }).Train(spectra, new(new(1)));

        Assert.NotEmpty(svm.SupportVectors.ToArray());
        var probabilities = new double[2 * spectra.Count];
        svm.Predict(spectra.Intensity.Span, probabilities);
        Assert.All(Enumerable.Range(0, spectra.Count), i => Assert.Equal(spectra.Labels[i], svm.Classes[probabilities[2 * i] > probabilities[2 * i + 1] ? 0 : 1]));
    }

    [Fact]
    public void A_NaN_is_refused_with_its_place()
    {
        var spectra = Peaks.Of([5, 5], 8);
        var bad = spectra.Intensity.ToArray();
        bad[3 * 8 + 2] = float.NaN;

        var error = Assert.Throws<BadInputException>(() => new SvmTrainer(new()).Train(new LabeledSpectra(spectra.Axis, bad, spectra.Labels), new(new(1))));

        Assert.Contains("spectrum 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("channel 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_is_refused_by_name()
    {
        var error = Assert.Throws<BadInputException>(() => new SvmTrainer(new()).Train(Peaks.Of([5], 8), new(new(1))));

        Assert.Contains("Mn2+", error.Message, StringComparison.Ordinal);
    }
}

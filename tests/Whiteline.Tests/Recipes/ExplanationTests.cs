using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

public sealed class ExplanationTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Theory]
    [InlineData(KernelKind.Linear)]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Cosine)]
    [InlineData(KernelKind.Polynomial)]
    public void Contributions_add_up_to_what_sets_the_spectrum_apart_from_the_runner_up(KernelKind kernel)
    {
        var model = Doublets.Train(Doublets.Mn(60, 1), new(new SvmTrainer(new(kernel))));
        var svm = (SvmClassifier)model.Classifier;

        var explanation = Explain(model, Doublets.Mn(10, 2), 3);

        var expected = Evidence(svm, explanation.Spectrum, explanation.Verdict.BestIndex) - Evidence(svm, explanation.Reference!, explanation.Verdict.BestIndex);
        Assert.Equal(expected, explanation.Contribution!.Sum(), 3e-4 * expected);
        Assert.True(expected > 0.5, $"{expected}");
    }

    [Theory]
    [InlineData(KernelKind.Linear)]
    [InlineData(KernelKind.Rbf)]
    public void States_that_differ_in_the_second_line_alone_are_told_apart_there(KernelKind kernel)
    {
        var model = Doublets.Train(Doublets.Mn(60, 1), new(new SvmTrainer(new(kernel))));

        var explanation = Explain(model, Doublets.Mn(10, 2), 3);

        var atL2 = explanation.Axis.ChannelsIn(new(646, 656));
        Assert.True(explanation.Contribution![atL2].Sum() > 0.9 * explanation.Contribution.Sum());
        var strongest = Array.IndexOf(explanation.Sensitivity, explanation.Sensitivity.MaxBy(Math.Abs));
        Assert.InRange(explanation.Axis.EnergyAt(strongest), 646, 656);
    }

    [Theory]
    [InlineData(0, "Mn2+", "Mn4+")]
    [InlineData(1, "Mn4+", "Mn2+")]
    public void More_second_line_speaks_for_the_state_that_has_more_of_it(int index, string label, string runnerUp)
    {
        var model = Doublets.Train(Doublets.Mn(60, 1));

        var explanation = Explain(model, Doublets.Mn(10, 2), index);

        var peak = explanation.Sensitivity[explanation.Axis.ChannelsIn(new(649, 651.5))].Average();
        Assert.Equal((label, runnerUp), (explanation.Verdict.Label, explanation.RunnerUp));
        Assert.True(label == "Mn4+" ? peak > 0 : peak < 0, $"{peak}");
    }

    [Fact]
    public void The_white_lines_are_found_on_the_spectrum()
    {
        var explanation = Explain(Doublets.Train(Doublets.Fe(60, 1)), Doublets.Fe(10, 2), 3);

        Assert.Equal(709.5, explanation.Lines!.L3Ev, 0.3);
        Assert.Equal(722.5, explanation.Lines.L2Ev, 0.6);
    }

    [Fact]
    public void The_mean_of_one_pixel_is_explained_as_the_pixel()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var prediction = new Prediction(model, Doublets.Fe(10, 2), null, Context);

        var pixel = Explanation.Of(model, prediction, 4);
        var mean = Explanation.OfMean(model, new("Fe2+", model.Axis, prediction.Unnormalised.ReadBlock(4, 1).Intensity));

        Assert.Equal(pixel.Spectrum, mean.Spectrum);
        Assert.Equal(pixel.Sensitivity, mean.Sensitivity);
    }

    [Fact]
    public void A_cosine_reference_is_as_bright_as_the_spectrum()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1), new(new SvmTrainer(new(KernelKind.Cosine))) { Normalise = Norm.None });

        var explanation = Explain(model, Doublets.Fe(10, 2), 3);

        Assert.Equal(explanation.Spectrum.Sum(value => (double)value * value), explanation.Reference!.Sum(value => (double)value * value), 1.0);
    }

    [Fact]
    public void A_zero_spectrum_has_no_reference_with_cosine_and_nothing_speaks_for_it()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1), new(new SvmTrainer(new(KernelKind.Cosine))) { Normalise = Norm.None });

        var explanation = Explanation.Of(model, new float[model.Axis.Count]);

        Assert.All(explanation.Sensitivity, value => Assert.Equal(0, value));
        Assert.Null(explanation.Reference);
        Assert.Null(explanation.Contribution);
        Assert.Null(explanation.Lines);
    }

    [Fact]
    public void A_classifier_that_cannot_say_why_is_refused()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1)) with { Classifier = new Oracle() };

        var refusal = Assert.Throws<BadInputException>(() => Explanation.Of(model, new float[model.Axis.Count]));

        Assert.Contains("cannot say which channels it decides by", refusal.Message, StringComparison.Ordinal);
    }

    static Explanation Explain(TrainedModel model, LabeledSpectra asked, int index) => Explanation.Of(model, new Prediction(model, asked, null, Context), index);

    static double Evidence(SvmClassifier svm, float[] spectrum, int label)
    {
        var decisions = new double[svm.Functions.Count];
        svm.Decide(spectrum, decisions);
        return SvmExplanation.Evidence(svm, decisions, label);
    }

    sealed class Oracle : IClassifier
    {
        public IReadOnlyList<string> Classes => ["Fe2+", "Fe2.67+"];

        public int Channels => 10;

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities) => probabilities.Fill(0.5);
    }
}

using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class SvmProbabilityTests
{
    [Theory]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Cosine)]
    public void One_thread_gives_what_eight_give(KernelKind kind)
    {
        var data = Clouds.Of(1, 20, 1, 40, 30, 20);

        var one = Train(data, new(kind), threads: 1);
        var eight = Train(data, new(kind), threads: 8);

        Assert.Equal(Probabilities(one, data), Probabilities(eight, data));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Probabilities_are_a_distribution(int classes)
    {
        var svm = Train(Clouds.Of(2, 10, 2, [.. Enumerable.Repeat(25, classes)]), new());
        var asked = Clouds.Of(99, 10, 5, 200);

        foreach (var row in Probabilities(svm, asked).Chunk(classes))
        {
            Assert.All(row, value => Assert.InRange(value, 0, 1));
            Assert.Equal(1, row.Sum(), 1e-9);
        }
    }

    [Fact]
    public void The_label_of_two_classes_follows_the_probability_that_rises_with_the_decision_value()
    {
        var svm = Train(Clouds.Of(4, 10, 1.5, 30, 30), new());
        var asked = Clouds.Of(98, 10, 2, 100);
        var decision = new double[1];
        var byDecision = Enumerable.Range(0, asked.Count).OrderBy(i =>
        {
            svm.Decide(asked[i], decision);
            return decision[0];
        }).ToArray();

        var probabilities = Probabilities(svm, asked);

        Assert.All(Enumerable.Range(1, asked.Count - 1), i => Assert.True(probabilities[2 * byDecision[i]] >= probabilities[2 * byDecision[i - 1]]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Clear_classes_are_told_apart(int classes)
    {
        var data = Clouds.Of(5, 10, 0.3, [.. Enumerable.Repeat(20, classes)]);

        Assert.Equal(data.Labels, Labels(Train(data, new()), data));
    }

    // The labels say nothing about noise: the held-out decision values are as often reversed as not.
    [Fact]
    public void No_sigmoid_rises_the_wrong_way()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var random = new Seed(seed).Random();
            var decisions = Enumerable.Range(0, 20).Select(_ => random.NextNormal()).ToArray();
            var signs = Enumerable.Range(0, 20).Select(i => (sbyte)(i % 3 == 0 ? 1 : -1)).ToArray();

            Assert.True(PlattSigmoid.Fit(decisions, signs).A <= 0);
        }
    }

    [Fact]
    public void A_sigmoid_is_found_again()
    {
        var random = new Seed(7).Random();
        var decisions = Enumerable.Range(0, 20_000).Select(_ => 3 * random.NextNormal()).ToArray();
        var signs = Array.ConvertAll(decisions, value => (sbyte)(random.NextDouble() < 1 / (1 + Math.Exp(-1.5 * value + 0.4)) ? 1 : -1));

        var fitted = PlattSigmoid.Fit(decisions, signs);

        Assert.Equal(-1.5, fitted.A, 0.1);
        Assert.Equal(0.4, fitted.B, 0.1);
    }

    [Fact]
    public void One_value_far_out_does_not_flatten_the_sigmoid_of_all_others()
    {
        var random = new Seed(7).Random();
        double[] decisions = [.. Enumerable.Range(0, 2000).Select(_ => 3 * random.NextNormal())];
        var signs = Array.ConvertAll(decisions, value => (sbyte)(random.NextDouble() < 1 / (1 + Math.Exp(-1.5 * value)) ? 1 : -1));

        var fitted = PlattSigmoid.Fit([.. decisions, 1e8], [.. signs, 1]);

        Assert.Equal(PlattSigmoid.Fit(decisions, signs).A, fitted.A, 0.05);
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(-1e6)]
    public void A_sigmoid_far_out_stays_a_probability(double decision) => Assert.InRange(new PlattSigmoid(-2, 1).At(decision), 0, 1);

    [Theory]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Linear)]
    [InlineData(KernelKind.Cosine)]
    public void Few_spectra_are_enough(KernelKind kind)
    {
        var data = Clouds.Of(6, 60, 0.2, 7, 7, 9);

        Assert.Equal(data.Labels, Labels(Train(data, new(kind)), data));
    }

    [Fact]
    public void Two_spectra_are_enough()
    {
        var data = Clouds.Of(6, 10, 0.2, 1, 1);

        Assert.All(Probabilities(Train(data, new()), data), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void The_cosine_kernel_is_the_linear_one_of_spectra_of_length_one()
    {
        var data = Clouds.Of(8, 15, 1, 30, 30);
        var unit = Unit(data);
        var scaled = new LabeledSpectra(data.Axis, [.. data.Intensity.ToArray().Select((value, i) => value * (1 + i / data.Axis.Count % 5))], data.Labels);

        var linear = Train(unit, new(KernelKind.Linear));
        var cosine = Train(scaled, new(KernelKind.Cosine));

        Assert.All(Probabilities(linear, unit).Zip(Probabilities(cosine, scaled)), pair => Assert.Equal(pair.First, pair.Second, 0.005));
    }

    [Fact]
    public void The_cosine_kernel_does_not_see_the_dose()
    {
        var data = Clouds.Of(11, 15, 1, 30, 30);
        var doses = new LabeledSpectra(data.Axis, [.. data.Intensity.ToArray().Select((value, i) => value * MathF.Pow(10, i / data.Axis.Count % 9 - 4))], data.Labels);

        var even = Train(data, new(KernelKind.Cosine));
        var uneven = Train(doses, new(KernelKind.Cosine));

        Assert.All(Probabilities(even, data).Zip(Probabilities(uneven, doses)), pair => Assert.Equal(pair.First, pair.Second, 0.002));
    }

    [Fact]
    public void Zero_spectra_under_the_cosine_kernel_do_not_keep_the_solver_from_its_end()
    {
        var data = Clouds.Of(12, 8, 1, 6, 6);
        var intensity = data.Intensity.ToArray();
        intensity.AsSpan(4 * 8, 3 * 8).Clear();

        var svm = Train(new(data.Axis, intensity, data.Labels), new(KernelKind.Cosine));

        Assert.All(Probabilities(svm, data), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void A_zero_spectrum_has_cosine_zero_with_all()
    {
        var data = Clouds.Of(9, 10, 0.5, 10, 10);
        var svm = Train(data, new(KernelKind.Cosine));
        var decision = new double[1];

        svm.Decide(new float[10], decision);

        Assert.Equal(-svm.Functions[0].Rho, decision[0]);
    }

    [Fact]
    public void The_default_gamma_does_not_depend_on_the_scale_of_the_intensities()
    {
        var data = Clouds.Of(10, 10, 1, 20, 20);
        var tall = new LabeledSpectra(data.Axis, [.. data.Intensity.ToArray().Select(value => 1024 * value)], data.Labels);

        Assert.All(Probabilities(Train(data, new()), data).Zip(Probabilities(Train(tall, new()), tall)), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Theory]
    [InlineData(0, 1, 1e-3, "C is 0")]
    [InlineData(double.NaN, 1, 1e-3, "C is NaN")]
    [InlineData(1, -1, 1e-3, "gamma is -1")]
    [InlineData(1, 1, 0, "tolerance is 0")]
    public void Settings_that_cannot_be_used_are_refused_by_name(double c, double gamma, double tolerance, string said) =>
        Assert.Contains(said, Refusal(Clouds.Of(1, 5, 1, 5, 5), new(C: c, Gamma: gamma, Tolerance: tolerance)), StringComparison.Ordinal);

    [Fact]
    public void One_class_is_refused() => Assert.Contains("at least two classes", Refusal(Clouds.Of(1, 5, 1, 5), new()), StringComparison.Ordinal);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_refused_with_its_place(float value)
    {
        var data = Clouds.Of(1, 5, 1, 5, 5);
        var intensity = data.Intensity.ToArray();
        intensity[3 * 5 + 2] = value;

        Assert.Contains("spectrum 3 has an intensity that is not a finite number, in channel 2", Refusal(new(data.Axis, intensity, data.Labels), new()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_solver_that_does_not_converge_says_what_to_do() =>
        Assert.Contains("did not converge", Refusal(Clouds.Of(1, 5, 3, 20, 20), new(MaxIterations: 1)), StringComparison.Ordinal);

    static string Refusal(LabeledSpectra data, SvmOptions options) => Assert.ThrowsAny<Exception>(() => Train(data, options)) switch
    {
        BadInputException bad => bad.Message,
        AggregateException many => $"not one line: {many}",
        var other => $"of another type: {other}",
    };

    static SvmClassifier Train(LabeledSpectra data, SvmOptions options, int threads = 2) =>
        (SvmClassifier)new SvmTrainer(options).Train(data, new TrainingContext(new Seed(1), threads, null, TestContext.Current.CancellationToken));

    static double[] Probabilities(SvmClassifier svm, LabeledSpectra data)
    {
        var probabilities = new double[data.Count * svm.Classes.Count];
        svm.Predict(data.Intensity.Span, probabilities);
        return probabilities;
    }

    static IEnumerable<string> Labels(SvmClassifier svm, LabeledSpectra data) =>
        Probabilities(svm, data).Chunk(svm.Classes.Count).Select(row => new Verdict(svm.Classes, row).Label);

    static LabeledSpectra Unit(LabeledSpectra data)
    {
        var intensity = data.Intensity.ToArray();
        foreach (var start in Enumerable.Range(0, data.Count).Select(i => i * data.Axis.Count))
        {
            var length = Math.Sqrt(intensity.AsSpan(start, data.Axis.Count).ToArray().Sum(value => (double)value * value));
            for (var c = 0; c < data.Axis.Count; c++) intensity[start + c] = (float)(intensity[start + c] / length);
        }
        return new(data.Axis, intensity, data.Labels);
    }
}

using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

/// <summary>Spectra on a background that is high beside what tells them apart: inner products of equal leading digits.</summary>
public sealed class SvmBackgroundTests
{
    const int Channels = 40;

    // Steps of 2⁻¹⁰ stay as they are in float32 when 1,024 is added.
    static readonly LabeledSpectra Data = Raised(Peaks.Of([40, 40, 40], Channels, 0.3), 0);

    public static TheoryData<KernelKind, long> Kernels => new(
        from kind in new[] { KernelKind.Linear, KernelKind.Polynomial, KernelKind.Cosine }
        from cache in new[] { SvmOptionsOf(kind).CacheBytes, 1L << 20 }
        select (kind, cache));

    [Theory]
    [InlineData(1L << 29)]
    [InlineData(1L << 20)]
    public void A_linear_machine_decides_as_without_the_background(long cache)
    {
        var options = SvmOptionsOf(KernelKind.Linear) with { CacheBytes = cache };
        var (low, high) = (Repeated(Data, 4), Repeated(Raised(Data, 1024), 4));

        var (without, with) = (Decisions(Train(options, low), low), Decisions(Train(options, high), high));

        Assert.All(without.Zip(with), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
    }

    [Fact]
    public void A_cosine_machine_decides_as_a_linear_one_of_what_is_left_of_spectra_of_length_one_without_their_mean()
    {
        var high = Raised(Data, 64);
        var unit = high.Intensity.ToArray().Chunk(Channels).Select(spectrum => spectrum.Select(value => value / Math.Sqrt(spectrum.Sum(v => (double)v * v))).ToArray()).ToArray();
        var rest = new LabeledSpectra(Data.Axis, [.. unit.SelectMany(spectrum => spectrum.Select((value, c) => (float)(value - unit.Average(other => other[c]))))], Data.Labels);

        var cosine = Decisions(Train(SvmOptionsOf(KernelKind.Cosine), high), high);
        var linear = Decisions(Train(SvmOptionsOf(KernelKind.Linear) with { C = SvmOptionsOf(KernelKind.Cosine).C }, rest), rest);

        Assert.All(linear.Zip(cosine), pair => Assert.Equal(pair.First, pair.Second, 5e-3));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void What_can_be_told_apart_lies_beyond_the_margin(KernelKind kind, long cache)
    {
        // More spectra than the smallest cache holds the products of.
        var data = Repeated(Raised(Data, 64), 4);

        var svm = Train(SvmOptionsOf(kind) with { CacheBytes = cache }, data);

        var decisions = Decisions(svm, data);
        for (var i = 0; i < data.Count; i++)
            for (var p = 0; p < svm.Functions.Count; p++)
                if (svm.SignFor(p, data.Classes.ToList().IndexOf(data.Labels[i])) is not 0 and var sign)
                    Assert.True(sign * decisions[i * svm.Functions.Count + p] > 0.99, $"spectrum {i}, pair {p}: {decisions[i * svm.Functions.Count + p]}");
    }

    [Fact]
    public void A_machine_of_two_views_decides_as_without_the_background()
    {
        double[] Probabilities(LabeledSpectra data)
        {
            var probabilities = new double[data.Count * 3];
            new SvmTrainer(SvmOptionsOf(KernelKind.Linear) with { Denoised = new(20, 5) }).Train(data, new(new(1))).Predict(data.Intensity.Span, probabilities);
            return probabilities;
        }

        Assert.All(Probabilities(Data).Zip(Probabilities(Raised(Data, 256))), pair => Assert.Equal(pair.First, pair.Second, 5e-3));
    }

    [Fact]
    public void Multipliers_that_do_not_sum_to_0_mean_what_they_say()
    {
        var vectors = Data.Intensity.ToArray()[..(3 * Channels)];
        var svm = new SvmClassifier(["Mn2+", "Mn3+"], Channels, new(KernelKind.Polynomial, 0.1, 1, 2), vectors, [new([1, -0.5f, 2], 0.25, new(-1, 0))]);
        var asked = Data[7].ToArray();

        var decision = new double[1];
        svm.Decide(asked, decision);

        var expected = Enumerable.Range(0, 3).Sum(j => svm.Functions[0].Coefficients[j] * Math.Pow(0.1 * asked.Select((value, c) => (double)value * vectors[j * Channels + c]).Sum() + 1, 2)) - 0.25;
        Assert.Equal(expected, decision[0], 1e-5 * Math.Abs(expected));
    }

    // C beyond every multiplier, so that the margin is hard.
    static SvmOptions SvmOptionsOf(KernelKind kind) => kind switch
    {
        KernelKind.Polynomial => new(kind, 1e6, Gamma: 1e-4, Coef0: 1, Degree: 2, Tolerance: 1e-4, Probability: false),
        KernelKind.Cosine => new(kind, 1e6, Tolerance: 1e-4, Probability: false),
        _ => new(kind, 1e4, Tolerance: 1e-4, Probability: false),
    };

    static SvmClassifier Train(SvmOptions options, LabeledSpectra data) => (SvmClassifier)new SvmTrainer(options).Train(data, new(new(1), 2));

    static double[] Decisions(SvmClassifier svm, LabeledSpectra data)
    {
        var decisions = new double[data.Count * svm.Functions.Count];
        svm.Decide(data.Intensity.Span, decisions);
        return decisions;
    }

    static LabeledSpectra Raised(LabeledSpectra data, float background) =>
        new(data.Axis, [.. data.Intensity.ToArray().Select(value => MathF.Round(value * 1024) / 1024 + background)], data.Labels);

    static LabeledSpectra Repeated(LabeledSpectra data, int times) => data.Subset([.. Enumerable.Range(0, times * data.Count).Select(i => i % data.Count)]);
}

using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

/// <summary>One training spectrum is 100,000 times as large as the others: a spike, or one divided by an area of next to nothing. It must not take the digits of all others.</summary>
public sealed class SvmOutlierTests
{
    const int Channels = 20;
    const double C = 1, Tolerance = 0.01;

    static readonly LabeledSpectra Data = WithOutlier(Clouds.Of(3, Channels, 1.5, 300, 300));

    public static TheoryData<KernelKind, long> Kernels => new(
        from kind in new[] { KernelKind.Linear, KernelKind.Polynomial, KernelKind.Rbf }
        from cache in new[] { 1L << 29, 1L << 20 }
        select (kind, cache));

    // In float64, of the kernel as it is defined.
    [Theory]
    [MemberData(nameof(Kernels))]
    public void All_spectra_obey_the_optimality_conditions(KernelKind kind, long cache)
    {
        var svm = (SvmClassifier)new SvmTrainer(new(kind, C, Gamma: 0.02, Coef0: 1, Degree: 2, Weighting: ClassWeighting.None, CacheBytes: cache, Probability: false)).Train(Data, new(new(1), 2));
        var vectors = svm.SupportVectors.ToArray().Chunk(Channels).ToArray();
        var (multipliers, rho) = (svm.Functions[0].Coefficients, svm.Functions[0].Rho);
        var decisions = new double[Data.Count];
        svm.Decide(Data.Intensity.Span, decisions);

        for (var i = 1; i < Data.Count; i++)
        {
            var spectrum = Data[i].ToArray();
            var value = vectors.Select((vector, v) => multipliers[v] * Kernel(svm.Kernel, spectrum, vector)).Sum() - rho;
            Assert.Equal(value, decisions[i], Tolerance);
            var multiplier = Array.FindIndex(vectors, vector => vector.AsSpan().SequenceEqual(spectrum)) is >= 0 and var at ? Math.Abs(multipliers[at]) : 0;
            var margin = (Data.Labels[i] == Data.Classes[0] ? 1 : -1) * value;
            if (multiplier < C) Assert.True(margin > 1 - Tolerance, $"spectrum {i} with a multiplier of {multiplier} has a margin of {margin}");
            if (multiplier > 0) Assert.True(margin < 1 + Tolerance, $"spectrum {i} with a multiplier of {multiplier} has a margin of {margin}");
        }
    }

    [Fact]
    public void Labels_are_those_of_the_votes_for_all_that_lie_beyond_the_margin()
    {
        var svm = (SvmClassifier)new SvmTrainer(new(KernelKind.Linear, C, Probability: false)).Train(Data, new(new(1), 2));
        var (decisions, probabilities) = (new double[Data.Count], new double[2 * Data.Count]);
        svm.Decide(Data.Intensity.Span, decisions);
        svm.Predict(Data.Intensity.Span, probabilities);

        Assert.All(Enumerable.Range(1, Data.Count - 1).Where(i => Math.Abs(decisions[i]) > 1), i => Assert.Equal(decisions[i] > 0, probabilities[2 * i] > 0.5));
    }

    static double Kernel(SvmKernel kernel, float[] x, float[] y)
    {
        double product = 0, square = 0;
        for (var c = 0; c < x.Length; c++)
        {
            product += (double)x[c] * y[c];
            square += ((double)x[c] - y[c]) * ((double)x[c] - y[c]);
        }
        return kernel.Kind switch
        {
            KernelKind.Linear => product,
            KernelKind.Polynomial => Math.Pow(kernel.Gamma * product + kernel.Coef0, kernel.Degree),
            _ => Math.Exp(-kernel.Gamma * square),
        };
    }

    static LabeledSpectra WithOutlier(LabeledSpectra data)
    {
        var intensity = data.Intensity.ToArray();
        for (var c = 0; c < Channels; c++) intensity[c] *= 1e5f;
        return new(data.Axis, intensity, data.Labels);
    }
}

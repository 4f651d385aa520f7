using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Numerics;

namespace Whiteline.Tests.Numerics;

public sealed class PcaTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(700)]
    public void Ratios_and_components_are_those_of_the_singular_values(int channels)
    {
        // Below 300 channels by the whole matrix, above by the randomised range finder.
        const int Count = 120;
        var rows = Mixture(Count, channels);

        var pca = Pca.Fit(rows, channels, new(3), new Seed(1), 2);

        var matrix = DenseMatrix.Build.Dense(Count, channels, (i, c) => rows[i * channels + c]);
        var centred = matrix - DenseMatrix.Build.Dense(Count, 1, 1) * (matrix.ColumnSums() / Count).ToRowMatrix();
        var svd = centred.Svd();
        var total = svd.S.Sum(value => value * value);
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(svd.S[k] * svd.S[k] / total, pca.Scree[k], 1e-4);
            var dot = 0.0;
            for (var c = 0; c < channels; c++) dot += svd.VT[k, c] * pca.Components[k * channels + c];
            Assert.Equal(1, Math.Abs(dot), 1e-3);
        }
    }

    [Fact]
    public void What_is_no_spectra_is_refused()
    {
        var rows = Mixture(20, 60);

        Assert.Contains("no whole number of spectra", Assert.Throws<BadInputException>(() => Pca.Fit(rows, 61, new(3), new Seed(1))).Message, StringComparison.Ordinal);
        rows[65] = float.NaN;
        Assert.Contains("in channel 5", Assert.Throws<BadInputException>(() => Pca.Fit(rows, 60, new(3), new Seed(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_keep_the_distances_of_a_mixture()
    {
        var rows = Mixture(120, 700, noise: 0);

        var scores = Pca.Fit(rows, 700, new(3), new Seed(1)).Scores(rows);

        Assert.Equal(Distance(rows, 700, 3, 77), Distance(scores, 3, 3, 77), 1e-3 * Distance(rows, 700, 3, 77));
    }

    [Fact]
    public void The_elbow_finds_the_number_of_sources()
    {
        Assert.Equal(3, Pca.Fit(Mixture(200, 80), 80, new(), new Seed(1)).Rank);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var rows = Mixture(9000, 40);

        Assert.Equal(Pca.Fit(rows, 40, new(3), new Seed(1), 1).Scores(rows), Pca.Fit(rows, 40, new(3), new Seed(1), 2).Scores(rows));
    }

    [Fact]
    public void Poisson_weights_keep_bright_noise_out_of_the_components()
    {
        // Two sources in weak channels beside a bright, constant one whose noise is larger than either.
        const int Count = 400, Channels = 40;
        var random = new RandomSource(new Seed(8));
        var rows = new float[Count * Channels];
        var share = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            share[i] = random.NextDouble();
            for (var c = 0; c < Channels; c++)
                rows[i * Channels + c] = (float)PoissonSampler.Next(c < 10 ? 10_000 : c < 25 ? 20 + 40 * share[i] : 60 - 40 * share[i], random);
        }

        double Best(PcaOptions options)
        {
            var scores = Pca.Fit(rows, Channels, options, new Seed(1)).Scores(rows);
            return Enumerable.Range(0, 2).Max(k => Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(share, Enumerable.Range(0, Count).Select(i => (double)scores[2 * i + k]))));
        }

        Assert.True(Best(new(2, PoissonWeighted: true)) > 0.95);
        Assert.True(Best(new(2)) < 0.6);
    }

    [Fact]
    public void One_spectrum_has_no_components()
    {
        Assert.Throws<BadInputException>(() => Pca.Fit(new float[10], 10, new(), new Seed(1)));
    }

    static double Distance(float[] rows, int length, int i, int j) => MathNet.Numerics.Distance.Euclidean(rows[(i * length)..((i + 1) * length)], rows[(j * length)..((j + 1) * length)]);

    static float[] Mixture(int count, int channels, double noise = 0.05)
    {
        var random = new RandomSource(new Seed(4));
        var rows = new float[count * channels];
        for (var i = 0; i < count; i++)
        {
            double a = 3 * random.NextNormal(), b = 2 * random.NextNormal(), d = random.NextNormal();
            for (var c = 0; c < channels; c++)
            {
                var x = 10.0 * c / channels;
                rows[i * channels + c] = (float)(a * Math.Sin(x) + b * Math.Exp(-x) + d * Math.Cos(3 * x) + noise * random.NextNormal());
            }
        }
        return rows;
    }
}

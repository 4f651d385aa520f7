using MathNet.Numerics.LinearAlgebra;
using Whiteline.Learning.Svm;

namespace Whiteline.Tests.Learning;

public sealed class LocalComponentsTests
{
    const int Channels = 40;

    [Fact]
    public void A_spectrum_is_projected_on_the_components_of_its_neighbours()
    {
        var known = Peaks.Of([30, 30], Channels, 0.1).Intensity.ToArray();
        var asked = Peaks.Of([5, 5], Channels, 0.1, 2).Intensity.ToArray();

        var denoised = new LocalComponents(known, Channels, new(12, 3)).Denoise(asked);

        for (var i = 0; i < 10; i++) AssertNear(Oracle(known, asked[(i * Channels)..((i + 1) * Channels)], 12, 3), denoised.AsSpan(i * Channels, Channels));
    }

    [Fact]
    public void A_known_spectrum_is_denoised_without_itself()
    {
        var known = Peaks.Of([20, 20], Channels, 0.1).Intensity.ToArray();

        var denoised = new LocalComponents(known, Channels, new(10, 2)).DenoiseKnown();

        float[] others = [.. known[..(7 * Channels)], .. known[(8 * Channels)..]];
        AssertNear(Oracle(others, known[(7 * Channels)..(8 * Channels)], 10, 2), denoised.AsSpan(7 * Channels, Channels));
    }

    [Fact]
    public void A_known_spectrum_is_denoised_without_its_copies()
    {
        var originals = Peaks.Of([20, 20], Channels, 0.1).Intensity.ToArray();
        float[] known = [.. originals, .. originals.Select(value => 1.001f * value)];

        var denoised = new LocalComponents(known, Channels, new(10, 2)).DenoiseKnown(versions: 2);

        float[] others = [.. Without(originals, 7), .. Without(known[originals.Length..], 7)];
        AssertNear(Oracle(others, known[(7 * Channels)..(8 * Channels)], 10, 2), denoised.AsSpan(7 * Channels, Channels));
    }

    [Fact]
    public void Noise_falls_and_the_lines_stay()
    {
        var noisy = Peaks.Of([150, 150], Channels, 0.2).Intensity.ToArray();
        // The same seed: the same lines, and the noise drawn between them scaled to nothing.
        var clean = Peaks.Of([150, 150], Channels, 0).Intensity.ToArray();

        var denoised = new LocalComponents(noisy, Channels, new(60, 3)).DenoiseKnown();

        Assert.True(Distance(denoised, clean) < 0.6 * Distance(noisy, clean), $"{Distance(denoised, clean)} of {Distance(noisy, clean)}");
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var known = Peaks.Of([40, 40], Channels, 0.1).Intensity.ToArray();
        var local = new LocalComponents(known, Channels, new(20, 3));

        Assert.Equal(local.DenoiseKnown(threads: 1), local.DenoiseKnown(threads: 3));
        Assert.Equal(local.Denoise(known, 1), local.Denoise(known, 3));
    }

    [Fact]
    public void Of_few_spectra_the_neighbourhood_is_all_of_them()
    {
        var known = Peaks.Of([2, 2], Channels, 0.1).Intensity.ToArray();

        var denoised = new LocalComponents(known, Channels, new()).Denoise(known);

        Assert.All(denoised, value => Assert.True(float.IsFinite(value)));
        AssertNear(Oracle(known, known[..Channels], 3, 2), denoised.AsSpan(0, Channels));
    }

    [Fact]
    public void Equal_spectra_stay_what_they_are()
    {
        float[] one = [.. Enumerable.Range(0, Channels).Select(c => (float)Math.Sin(c))];
        float[] known = [.. Enumerable.Repeat(one, 6).SelectMany(spectrum => spectrum)];

        AssertNear(one.Select(value => (double)value).ToArray(), new LocalComponents(known, Channels, new(4, 2)).Denoise(one));
    }

    [Theory]
    [InlineData(1, 1, "neighbourhood")]
    [InlineData(10, 10, "components")]
    [InlineData(10, 0, "components")]
    public void Options_out_of_range_are_refused(int neighbours, int components, string word) =>
        Assert.Contains(word, Assert.Throws<BadInputException>(() => new LocalComponents(new float[Channels * 20], Channels, new(neighbours, components))).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_spectra_are_too_few() => Assert.Throws<BadInputException>(() => new LocalComponents(new float[2 * Channels], Channels, new()));

    static float[] Without(float[] spectra, int index) => [.. spectra[..(index * Channels)], .. spectra[((index + 1) * Channels)..]];

    static double Distance(float[] one, float[] other) => Math.Sqrt(one.Zip(other).Average(pair => Math.Pow(pair.First - pair.Second, 2)));

    static void AssertNear(double[] expected, ReadOnlySpan<float> actual)
    {
        for (var c = 0; c < Channels; c++) Assert.Equal(expected[c], actual[c], 2e-3);
    }

    // By a singular value decomposition of the neighbours, in float64.
    static double[] Oracle(float[] known, float[] spectrum, int neighbours, int components)
    {
        var near = known.Chunk(Channels).OrderBy(other => other.Zip(spectrum).Sum(pair => Math.Pow(pair.First - pair.Second, 2))).Take(neighbours).ToArray();
        var mean = Enumerable.Range(0, Channels).Select(c => near.Average(row => (double)row[c])).ToArray();
        var right = Matrix<double>.Build.Dense(near.Length, Channels, (i, c) => near[i][c] - mean[c]).Svd().VT;
        var result = (double[])mean.Clone();
        for (var k = 0; k < components; k++)
        {
            var score = Enumerable.Range(0, Channels).Sum(c => right[k, c] * (spectrum[c] - mean[c]));
            for (var c = 0; c < Channels; c++) result[c] += score * right[k, c];
        }
        return result;
    }
}

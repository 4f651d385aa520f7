using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Robustness;
using Whiteline.Spectra;

namespace Whiteline.Tests.Robustness;

public sealed class NoiseTests
{
    static readonly StepContext Context = new("noise.npz", new Seed(1), 2);

    // One direction of signal, and white noise.
    static readonly LabeledSpectra Data = Make(400, 40, 0.02);

    [Fact]
    public void A_multiple_of_1_leaves_the_spectra_as_they_are() =>
        Assert.All(Apply(new PcaNoise(1)).Zip(Data.Intensity.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(3, 3.0)]
    [InlineData(5, 5.0)]
    public void The_residual_of_the_signal_grows_by_the_multiple(double multiple, double growth)
    {
        var before = Residual(Data.Intensity.ToArray());
        var after = Residual(Apply(new PcaNoise(multiple)));

        // The component and the heights of 400 noisy spectra are known to some 5 % of the noise.
        Assert.Equal(growth * before, after, 0.08 * (1 + growth) * before);
    }

    [Fact]
    public void What_weak_and_strong_spectra_share_in_noise_is_relative_to_their_maximum()
    {
        var scaled = new LabeledSpectra(Data.Axis, [.. Data.Intensity.ToArray().Select((value, i) => value * (i / 40 % 2 == 0 ? 1 : 1000))], Data.Labels);

        var plain = Apply(new PcaNoise(4));
        var grown = Apply(new PcaNoise(4), scaled);

        Assert.All(Enumerable.Range(0, plain.Length), i => Assert.Equal(plain[i], grown[i] / (i / 40 % 2 == 0 ? 1 : 1000), 1e-3));
    }

    [Theory]
    [InlineData(20, 50)]
    [InlineData(50, 20)]
    public void More_channels_than_spectra_or_fewer_are_alike_to_it(int count, int channels)
    {
        var data = Make(count, channels, 0.02);

        Assert.All(Apply(new PcaNoise(1), data).Zip(data.Intensity.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void Gaussian_noise_has_the_standard_deviation_that_was_asked_for()
    {
        var noisy = Apply(new GaussianNoise(0.1, new Seed(3)));

        var differences = noisy.Zip(Data.Intensity.ToArray(), (one, other) => (double)one - other).ToArray();
        var mean = differences.Average();
        // 16,000 draws: 0.6 % of the standard deviation; five of them. The maxima are 1 within 3 %.
        Assert.Equal(0.1, Math.Sqrt(differences.Average(value => (value - mean) * (value - mean))), 0.1 * 0.06);
        Assert.Equal(0, mean, 0.005);
    }

    [Fact]
    public void Gaussian_noise_of_a_spectrum_does_not_depend_on_the_block_it_is_read_in()
    {
        var fitted = new GaussianNoise(0.1, new Seed(3)).Fit(Data, Context);

        var whole = fitted.Apply(SpectraPass.ReadBlock(Data, 0, 10));
        var part = fitted.Apply(SpectraPass.ReadBlock(Data, 7, 3));

        Assert.Equal(whole[8].ToArray(), part[1].ToArray());
    }

    [Theory]
    [InlineData(25)]
    [InlineData(1e4)]
    public void A_spectrum_counted_anew_varies_as_electrons_do(double peakCounts)
    {
        var shape = Shape(40, 12);
        var data = new LabeledSpectra(new(640, 0.5, 40), [.. Enumerable.Range(0, 2000).SelectMany(_ => shape.Select(value => (float)(7 * value)))], [.. Enumerable.Repeat("Mn2+", 2000)]);

        var counted = Apply(new ShotNoise(peakCounts, new Seed(2)), data);

        var peak = Enumerable.Range(0, 2000).Select(i => (double)counted[i * 40 + 12]).ToArray();
        var mean = peak.Average();
        // Of 2,000 counts: the mean to 7 / √(2000 n), five times; the variance to 3 %, four times.
        Assert.Equal(7, mean, 5 * 7 / Math.Sqrt(2000 * peakCounts));
        Assert.Equal(49 / peakCounts, peak.Average(value => (value - mean) * (value - mean)), 0.13 * 49 / peakCounts);
        Assert.All(counted, value => Assert.Equal(Math.Round(value * peakCounts / 7), value * peakCounts / 7, 1e-2));
    }

    [Fact]
    public void Widths_add_in_squares_and_areas_stay()
    {
        var axis = new EnergyAxis(640, 0.1, 400);
        float[] line = [.. Enumerable.Range(0, 400).Select(c => (float)Math.Exp(-0.5 * Math.Pow((c - 200) / 10.0, 2)))];

        var broad = Apply(new Broadening(1.5), new LabeledSpectra(axis, line, ["Mn2+"]));

        // σ of 1 eV and 1.5 / 2.355 eV.
        var centre = broad.Select((value, c) => value * c).Sum() / broad.Sum();
        Assert.Equal(line.Sum(), broad.Sum(), 1e-3);
        Assert.Equal(200, centre, 1e-3);
        Assert.Equal(Math.Sqrt(1 + Math.Pow(1.5 / 2.3548, 2)), 0.1 * Math.Sqrt(broad.Select((value, c) => value * (c - centre) * (c - centre)).Sum() / broad.Sum()), 1e-3);
    }

    [Fact]
    public void Wider_channels_hold_the_mean_of_those_that_they_cover()
    {
        var axis = new EnergyAxis(640, 0.5, 40);
        var data = new LabeledSpectra(axis, [.. Enumerable.Range(0, 40).Select(c => (float)c)], ["Mn2+"]);

        var fitted = new CoarserDispersion(2).Fit(data, Context);
        var coarse = fitted.Apply(SpectraPass.ReadBlock(data, 0, 1));

        Assert.Equal((640.75, 2, 10), (fitted.Axis.OffsetEv, fitted.Axis.DispersionEv, fitted.Axis.Count));
        Assert.Equal(Enumerable.Range(0, 10).Select(c => 4 * c + 1.5f), coarse.Intensity);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void Channels_that_are_not_wider_leave_the_spectra_as_they_are(double dispersionEv) =>
        Assert.Equal(Data.Intensity.ToArray(), Apply(new CoarserDispersion(dispersionEv)));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Values_without_sense_are_named(double value)
    {
        Assert.Single(new PcaNoise(value).Problems());
        Assert.Single(new GaussianNoise(value, new Seed(1)).Problems());
        Assert.Single(new ShotNoise(value, new Seed(1)).Problems());
        Assert.Single(new Broadening(value).Problems());
        Assert.Single(new CoarserDispersion(value).Problems());
    }

    static float[] Apply(IStep step, LabeledSpectra? data = null)
    {
        data ??= Data;
        return step.Fit(data, Context).Apply(SpectraPass.ReadBlock(data, 0, data.Count)).Intensity;
    }

    // Root mean square of what is left beside a constant and the known direction of the signal.
    static double Residual(float[] intensity)
    {
        var (one, other) = (Shape(40, 12), Shape(40, 25));
        var sum = 0.0;
        for (var i = 0; i < intensity.Length / 40; i++)
        {
            var spectrum = intensity.AsSpan(i * 40, 40).ToArray();
            // Both shapes hardly overlap: their heights are two projections.
            double a = Project(spectrum, one), b = Project(spectrum, other);
            sum += spectrum.Select((value, c) => Math.Pow(value - a * one[c] - b * other[c], 2)).Average();
        }
        return Math.Sqrt(sum / (intensity.Length / 40));

        static double Project(float[] spectrum, double[] shape) => spectrum.Zip(shape, (value, weight) => value * weight).Sum() / shape.Sum(value => value * value);
    }

    static LabeledSpectra Make(int count, int channels, double noise)
    {
        var random = new Seed(5).Random();
        var (one, other) = (Shape(channels, 0.3 * channels), Shape(channels, 0.625 * channels));
        var intensity = new float[count * channels];
        for (var i = 0; i < count; i++)
        {
            var height = 0.3 + 0.4 * random.NextDouble();
            for (var c = 0; c < channels; c++) intensity[i * channels + c] = (float)(one[c] + height * other[c] + noise * random.NextNormal());
        }
        return new(new(640, 0.5, channels), intensity, [.. Enumerable.Repeat("Mn2+", count)]);
    }

    static double[] Shape(int channels, double centre) => [.. Enumerable.Range(0, channels).Select(c => Math.Exp(-Math.Pow((c - centre) / (0.06 * channels), 2)))];
}

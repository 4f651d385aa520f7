using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Learning.Augmentation;

public sealed class RivalTests
{
    static readonly TrainingContext Context = new(new Seed(1));

    [Fact]
    public void Mixtures_lie_between_two_spectra_of_the_class()
    {
        // Spectra (i, 2i): every mixture has its second value twice its first, and lies within the class.
        var made = Make(new MixupAugmentation(), Ramps(), 200);

        Assert.All(made, pair => Assert.Equal(2 * pair[0], pair[1], 1e-4f));
        Assert.All(made, pair => Assert.InRange(pair[0], 0, 9));
        Assert.Contains(made, pair => pair[0] % 1 is > 0.05f and < 0.95f);
    }

    [Fact]
    public void Smote_stays_between_nearest_neighbours()
    {
        var made = Make(new SmoteAugmentation(1), Ramps(), 200);

        // The nearest neighbour of i is i − 1 or i + 1: of equal ones the earlier, so that 0 alone has its later one. No place is beyond a step.
        Assert.All(made, pair => Assert.Equal(2 * pair[0], pair[1], 1e-4f));
        Assert.Contains(made, pair => pair[0] % 1 is > 0.3f and < 0.7f);
    }

    [Fact]
    public void Classical_copies_are_moved_by_no_more_than_was_asked_for()
    {
        var axis = new EnergyAxis(700, 0.1, 300);
        var line = Enumerable.Range(0, 300).Select(c => (float)Math.Exp(-Math.Pow((c - 150) / 10.0, 2))).ToArray();
        var only = new LabeledSpectra(axis, line, ["Fe2+"]);

        var made = Make(new ClassicalAugmentation(ShiftEv: 1, BroadeningEv: 0, Gain: 0, Noise: 0), only, 300);

        int[] places = [.. made.Select(spectrum => Array.IndexOf(spectrum, spectrum.Max()))];
        Assert.InRange(places.Min(), 140, 145);
        Assert.InRange(places.Max(), 155, 160);
        Assert.All(made, spectrum => Assert.InRange(spectrum.Max(), 0.99f, 1.001f));
    }

    [Fact]
    public void Classical_noise_is_a_part_of_what_the_spectrum_has()
    {
        var random = new Seed(2).Random();
        var noisy = new LabeledSpectra(new(700, 0.1, 2000), [.. Enumerable.Range(0, 2000).Select(_ => (float)random.NextNormal())], ["Fe2+"]);

        var made = Make(new ClassicalAugmentation(0, 0, 0, Noise: 2), noisy, 100);

        // Added in squares: from 1 to √(1 + 2²).
        double[] deviations = [.. made.Select(spectrum => Math.Sqrt(spectrum.Average(value => value * value)))];
        Assert.InRange(deviations.Min(), 0.9, 1.15);
        Assert.InRange(deviations.Max(), 1.9, 2.45);
    }

    [Fact]
    public void The_bootstrap_keeps_mean_spread_and_noise()
    {
        // One component of spread 2 on a line, and white noise of 0.3.
        var random = new Seed(3).Random();
        const int Channels = 80, Count = 200;
        var intensity = new float[Count * Channels];
        for (var i = 0; i < Count; i++)
        {
            var height = 10 + 2 * random.NextNormal();
            for (var c = 0; c < Channels; c++) intensity[i * Channels + c] = (float)(height * Math.Exp(-(c - 40) * (c - 40) / 50.0) + 0.3 * random.NextNormal());
        }
        var made = Make(new PcaBootstrap(), new(new(700, 0.1, Channels), intensity, [.. Enumerable.Repeat("Fe2+", Count)]), 2000);

        (double Mean, double Spread) Of(int c)
        {
            var mean = made.Average(spectrum => spectrum[c]);
            return (mean, Math.Sqrt(made.Average(spectrum => (spectrum[c] - mean) * (spectrum[c] - mean))));
        }
        // 200 spectra tell a mean within 2.02/√200 = 0.14 and a spread within 5 %; the bootstrap widens the bulk by a few per cent more.
        Assert.Equal(10, Of(40).Mean, 0.45);
        Assert.InRange(Of(40).Spread, 1.75, 2.5);
        Assert.Equal(0, Of(5).Mean, 0.07);
        Assert.InRange(Of(5).Spread, 0.26, 0.35);
    }

    [Theory]
    [InlineData("pca", 2)]
    [InlineData("mixup", 1)]
    [InlineData("smote", 1)]
    public void Too_few_spectra_of_a_class_are_refused_by_name(string name, int count)
    {
        var some = Doublets.Mn(40, 1);
        var few = some.Subset([.. Enumerable.Range(0, 40).Where(i => some.Labels[i] == "Mn2+" || i < 2 * count)]);

        var error = Assert.Throws<BadInputException>(() => ManagedGenerators.Of(name)!.Train(few, Context));

        Assert.Contains($"Mn4+ has {count} {(count == 1 ? "spectrum" : "spectra")};", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_range_are_named() => Assert.All(
        new IGeneratorTrainer[] { new ClassicalAugmentation(ShiftEv: -1), new ClassicalAugmentation(Gain: 1), new MixupAugmentation(0), new SmoteAugmentation(0), new PcaBootstrap(0), new PcaBootstrap(Width: -1) },
        trainer =>
        {
            Assert.Single(trainer.Problems());
            Assert.Throws<BadInputException>(() => trainer.Train(Doublets.Mn(20, 1), Context));
        });

    [Fact]
    public void A_common_maximum_is_kept()
    {
        var data = Doublets.Mn(40, 1);
        var intensity = data.Intensity.ToArray();
        for (var i = 0; i < data.Count; i++)
        {
            var spectrum = intensity.AsSpan(i * data.Axis.Count, data.Axis.Count);
            var most = data[i].ToArray().Max();
            foreach (ref var value in spectrum) value /= most;
        }

        var made = Make(new PcaBootstrap(), new(data.Axis, intensity, data.Labels), 50, "Mn2+");

        Assert.All(made, spectrum => Assert.Equal(1, spectrum.Max(), 1e-5f));
    }

    static float[][] Make(IGeneratorTrainer trainer, LabeledSpectra real, int count, string? label = null)
    {
        var made = new float[count * real.Axis.Count];
        trainer.Train(real, Context).Generate(label ?? real.Classes[0], new Seed(7), made);
        return [.. made.Chunk(real.Axis.Count)];
    }

    static LabeledSpectra Ramps() => new(new(0, 1, 2), [.. Enumerable.Range(0, 10).SelectMany(i => new[] { i, 2f * i })], [.. Enumerable.Repeat("Fe2+", 10)]);
}

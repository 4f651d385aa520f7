using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Contracts;

/// <summary>What every way to make spectra owes its caller. A subclass gives the trainer, quick enough for a test.</summary>
public abstract class SpectrumGeneratorContract
{
    /// <summary>The trainer.</summary>
    protected abstract IGeneratorTrainer Trainer { get; }

    [Fact]
    public void It_knows_the_classes_and_channels_it_learned_from()
    {
        var real = Peaks();

        var generator = Trainer.Train(real, Context());

        Assert.Equal(real.Classes, generator.Classes);
        Assert.Equal(real.Axis.Count, generator.Channels);
        Assert.Empty(Trainer.Problems());
        Assert.NotEmpty(Trainer.Name);
    }

    [Fact]
    public void Same_seed_same_spectra_whatever_the_number_of_threads()
    {
        float[] Make(int threads, ulong seed)
        {
            var made = new float[7 * 60];
            Trainer.Train(Peaks(), Context(threads)).Generate("low", new Seed(seed), made);
            return made;
        }

        var one = Make(1, 5);

        Assert.Equal(one, Make(4, 5));
        Assert.NotEqual(one, Make(1, 6));
        Assert.All(one, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Spectra_are_those_of_the_class_asked_for()
    {
        var generator = Trainer.Train(Peaks(), Context());

        foreach (var (label, peak) in new[] { ("low", 20), ("high", 40) })
        {
            var made = new float[20 * 60];
            generator.Generate(label, new Seed(3), made);

            for (var i = 0; i < 20; i++)
            {
                var spectrum = made[(i * 60)..((i + 1) * 60)];
                Assert.InRange(Array.IndexOf(spectrum, spectrum.Max()), peak - 4, peak + 4);
            }
        }
    }

    [Fact]
    public void An_unknown_class_and_a_wrong_length_are_refused()
    {
        var generator = Trainer.Train(Peaks(), Context());

        Assert.Throws<ArgumentException>(() => generator.Generate("other", new Seed(1), new float[60]));
        Assert.Throws<ArgumentException>(() => generator.Generate("low", new Seed(1), new float[61]));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_bad_input()
    {
        var real = Peaks();
        var intensity = real.Intensity.ToArray();
        intensity[100] = float.NaN;

        Assert.Throws<BadInputException>(() => Trainer.Train(new(real.Axis, intensity, real.Labels), Context()));
    }

    [Fact]
    public void Cancelled_work_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Train(Peaks(), new(new Seed(1), 1, null, stop.Token)));
    }

    static TrainingContext Context(int threads = 2) => new(new Seed(1), threads, null, TestContext.Current.CancellationToken);

    // Two classes of 30 spectra: a line at channel 20 or 40, of some height and place, with noise.
    static LabeledSpectra Peaks()
    {
        const int Channels = 60, Each = 30;
        var random = new Seed(9).Random();
        var intensity = new float[2 * Each * Channels];
        for (var i = 0; i < 2 * Each; i++)
        {
            var (height, centre) = (1 + 0.2 * random.NextNormal(), (i % 2 == 0 ? 20 : 40) + 0.5 * random.NextNormal());
            for (var c = 0; c < Channels; c++) intensity[i * Channels + c] = (float)(height * Math.Exp(-(c - centre) * (c - centre) / 18) + 0.03 * random.NextNormal());
        }
        return new(new(700, 0.5, Channels), intensity, [.. Enumerable.Range(0, 2 * Each).Select(i => i % 2 == 0 ? "low" : "high")]);
    }
}

public sealed class ClassicalAugmentationContract : SpectrumGeneratorContract
{
    protected override IGeneratorTrainer Trainer { get; } = new ClassicalAugmentation();
}

public sealed class MixupAugmentationContract : SpectrumGeneratorContract
{
    protected override IGeneratorTrainer Trainer { get; } = new MixupAugmentation();
}

public sealed class SmoteAugmentationContract : SpectrumGeneratorContract
{
    protected override IGeneratorTrainer Trainer { get; } = new SmoteAugmentation();
}

public sealed class PcaBootstrapContract : SpectrumGeneratorContract
{
    protected override IGeneratorTrainer Trainer { get; } = new PcaBootstrap();
}

using Whiteline.Learning.Augmentation;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Testing;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class GeneratorTrainingTests
{
    static readonly GanOptions SmallGan = new(Width: 8, Latent: 2, BatchSize: 8, CriticSteps: 1, Steps: 48, CheckEvery: 12, Patience: 0, LearningRate: 1e-3);

    // As many epochs as the GAN's: enough for what does not depend on how well the network has learned.
    static readonly VaeOptions SmallVae = new(Latent: 3, Hidden: 16, BatchSize: 16, Steps: 80, CheckEvery: 20, Patience: 0);
    static readonly VaeOptions LearnedVae = SmallVae with { Steps = 800, CheckEvery = 200 };

    public static TheoryData<string> Methods => ["gan", "vae"];

    [Fact]
    public void Settings_are_told_in_words()
    {
        Assert.Equal(
            "spectra decoded from 8 random numbers, hidden layers of 64 units, divergence weighted 1, learning rate 0.001, up to 3000 steps of batches of 64, checked every 100 steps and stopped after 8 checks without gain, 4 parts held out in turn",
            new VaeTrainer(new()).ToString());
        Assert.Equal(
            "Wasserstein distance, 8 random numbers beside the linear part, convolutions of up to 32 filters, slope penalty 10, distortions for an overfitting of 0.6, learning rate 0.0001 (critic 0.0005, 3 steps for one), weights averaged with a decay of 0.98, up to 600 steps of batches of 32, checked every 50 steps and stopped after 5 checks without gain, 20 % held out",
            new GanTrainer(new()).ToString());
        Assert.EndsWith("checked every 20 steps, 4 parts held out in turn, on cuda", new VaeTrainer(SmallVae, "cuda").ToString(), StringComparison.Ordinal);
        Assert.Contains("spectral normalisation, no distortions", new GanTrainer(new(SpectralNormalisation: true, AugmentationTarget: 0)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_starts_from_an_interpolated_spectrum_is_interpolated_and_nothing_else_is(string method)
    {
        var set = MeasuredLike.Pinned(MeasuredLike.HalfInterpolated(MeasuredLike.Set(40, classes: 1, noise: 0.1, pinned: false)), "maximum");
        IGeneratorTrainer trainer = method == "gan" ? new GanTrainer(SmallGan) : new VaeTrainer(SmallVae);
        var made = new float[40 * MeasuredLike.Channels];

        trainer.Train(set, new(new Seed(1))).Generate("Mn2+", new Seed(2), made);

        float[][] rows = [.. made.Chunk(MeasuredLike.Channels)];
        Assert.NotNull(InterpolatedGrid.Find(MeasuredLike.Of([.. MeasuredLike.Rows(set, "Mn2+"), .. rows], "Mn2+"), out var isOnGrid));
        float[][] raw = [.. rows.Where((_, i) => !isOnGrid[40 + i])];
        Assert.InRange(raw.Length, 12, 28);
        // The levels that an autoencoder of so few steps decodes are a little low.
        var wanted = Roughness(MeasuredLike.Rows(set, "Mn2+").Where((_, i) => i % 2 == 1));
        Assert.InRange(Roughness(raw), wanted - 0.5, wanted + 0.25);
        Assert.All(rows, row => Assert.Equal(1, row.Max(), 1e-6f));
    }

    // Mean logarithm of the squares of the second differences.
    static double Roughness(IEnumerable<float[]> rows) => rows.Average(row => Math.Log(Enumerable.Range(1, row.Length - 2).Sum(c => Math.Pow(row[c - 1] - 2.0 * row[c] + row[c + 1], 2))));

    // A search takes up a study of the same settings, which it knows by these words.
    [Fact]
    public void Every_setting_is_in_the_words()
    {
        VaeOptions vae = new();
        VaeOptions[] otherVae = [vae with { Latent = 9 }, vae with { Hidden = 9 }, vae with { Beta = 9 }, vae with { BatchSize = 9 }, vae with { LearningRate = 0.9 }, vae with { Steps = 9 }, vae with { CheckEvery = 9 }, vae with { Patience = 9 }, vae with { Folds = 9 }];
        GanOptions gan = new();
        GanOptions[] otherGan =
        [
            gan with { Loss = GanLoss.LeastSquares }, gan with { Latent = 9 }, gan with { Width = 9 }, gan with { BatchSize = 9 }, gan with { CriticSteps = 9 }, gan with { LearningRate = 0.9 }, gan with { CriticLearningRate = 0.9 }, gan with { SlopePenalty = 9 },
            gan with { SpectralNormalisation = true }, gan with { AugmentationTarget = 0.9 }, gan with { Average = 0.9 }, gan with { Steps = 9 }, gan with { CheckEvery = 9 }, gan with { Patience = 9 }, gan with { HeldOutShare = 0.3 },
        ];

        Assert.Equal(typeof(VaeOptions).GetConstructors().Max(one => one.GetParameters().Length), otherVae.Length);
        Assert.Equal(otherVae.Length + 1, otherVae.Prepend(vae).Select(options => new VaeTrainer(options).ToString()).Distinct().Count());
        Assert.Equal(typeof(GanOptions).GetConstructors().Max(one => one.GetParameters().Length), otherGan.Length);
        Assert.Equal(otherGan.Length + 1, otherGan.Prepend(gan).Select(options => new GanTrainer(options).ToString()).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_seed_gives_the_same_spectra_on_any_number_of_threads(string method)
    {
        var set = MeasuredLike.Set(20);

        // The seed of the training shows in its losses; a start that no epoch improves on makes the same spectra whatever it is.
        List<double> losses = [], others = [];

        var first = Made(Trainer(method, epoch => losses.Add(epoch.GeneratorLoss)).Train(set, new(new Seed(3), Threads: 1)));
        var again = Made(Trainer(method).Train(set, new(new Seed(3), Threads: 2)));
        Trainer(method, epoch => others.Add(epoch.GeneratorLoss)).Train(set, new(new Seed(4)));

        Assert.Equal(first, again);
        Assert.NotEqual(losses, others);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_training_stopped_and_taken_up_gives_the_spectra_of_one_that_was_not(string method)
    {
        using var folder = new TemporaryFolder();
        var set = MeasuredLike.Set(20);
        var whole = new List<double>();
        var expected = Made(Trainer(method, epoch => whole.Add(epoch.HeldOutDistance)).Train(set, new(new Seed(3))));
        using var stop = new CancellationTokenSource();
        var stopped = Trainer(method, epoch =>
        {
            if (epoch.Epoch == 3) stop.Cancel();
        }, folder.File("state"));

        Assert.ThrowsAny<OperationCanceledException>(() => stopped.Train(set, new(new Seed(3), Cancellation: stop.Token)));
        var seen = new List<GanEpoch>();
        var resumed = Made(Trainer(method, seen.Add, folder.File("state")).Train(set, new(new Seed(3))));

        Assert.Equal([4], seen.Select(epoch => epoch.Epoch));
        Assert.Equal(whole[4..], seen.Select(epoch => epoch.HeldOutDistance));
        Assert.Equal(expected, resumed);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Mean_and_spread_are_those_of_the_class(string method)
    {
        // Forty held-out spectra of a class: a dozen hardly tell one epoch from another.
        var set = MeasuredLike.Set(200);
        var generator = (method == "gan" ? Trainer("gan") : new VaeTrainer(LearnedVae)).Train(set, new(new Seed(3)));
        float[][] real = MeasuredLike.Rows(set, "Mn3+"), made = Spectra(generator, "Mn3+", 300);

        double error = 0, size = 0, spreadMade = 0, spreadReal = 0;
        for (var c = 0; c < MeasuredLike.Channels; c++)
        {
            var (meanReal, deviationReal) = Moments(real, c);
            var (meanMade, deviationMade) = Moments(made, c);
            error += Math.Pow(meanMade - meanReal, 2);
            size += meanReal * meanReal;
            spreadMade += deviationMade;
            spreadReal += deviationReal;
        }

        Assert.True(Math.Sqrt(error / size) < 0.05, $"{Math.Sqrt(error / size)}");
        Assert.InRange(spreadMade / spreadReal, 0.85, 1.15);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_a_normalisation_pinned_is_pinned_in_what_is_made(string method)
    {
        var made = Spectra(Trainer(method).Train(MeasuredLike.Set(20), new(new Seed(3))), "Mn2+", 20);

        Assert.All(made, spectrum => Assert.Equal(1f, spectrum.Max(), 1e-6f));
    }

    [Fact]
    public void The_adversarial_training_moves_the_generator()
    {
        var set = MeasuredLike.Set(20, pinned: false);
        var distances = new List<double>();

        Trainer("gan", epoch => distances.Add(epoch.HeldOutDistance)).Train(set, new(new Seed(3)));

        Assert.True(distances.Distinct().Count() > 1);
    }

    [Fact]
    public void A_greater_dose_gives_less_noise()
    {
        // A hundred spectra: the noise of the mean of twenty, which no dose takes away, is a fifth of that of one.
        var generator = (TrainedGenerator)Trainer("gan").Train(MeasuredLike.Set(100, noise: 0.1, pinned: false), new(new Seed(3)));

        double coarse = Roughness(generator), fine = Roughness(generator.AtDose(100));

        Assert.True(fine < 0.3 * coarse, $"{fine} {coarse}");
    }

    [Fact]
    public void The_mean_is_that_of_the_real_spectra_whatever_the_critic_says()
    {
        // A hundred random steps of a large size: what the network adds is far from nothing.
        var set = MeasuredLike.Set(100);
        var options = SmallGan with { LearningRate = 0.02, HeldOutShare = 0.05 };
        var generator = new GanTrainer(options).Train(set, new(new Seed(5)));
        float[][] real = MeasuredLike.Rows(set, "Mn2+"), made = Spectra(generator, "Mn2+", 400);

        Assert.All(Enumerable.Range(0, MeasuredLike.Channels), c => Assert.Equal(Moments(real, c).Mean, Moments(made, c).Mean, 0.03));
    }

    [Fact]
    public void Too_few_spectra_of_a_class_are_refused_by_name()
    {
        var set = MeasuredLike.Set(3);
        var few = set.Subset([0, 2, 4, 1]);

        var error = Assert.Throws<BadInputException>(() => Trainer("gan").Train(few, new(new Seed(1))));

        Assert.Equal("The class Mn3+ has 1 spectrum; a generator needs at least 2 to learn from. Add spectra, or leave the class out.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Three_spectra_of_a_class_are_enough(string method)
    {
        var made = Spectra(Trainer(method).Train(MeasuredLike.Set(3), new(new Seed(1))), "Mn2+", 5);

        Assert.All(made, spectrum => Assert.All(spectrum, value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_its_spectrum()
    {
        var values = MeasuredLike.Set(3).Intensity.ToArray();
        values[MeasuredLike.Channels + 5] = float.NaN;
        var set = new LabeledSpectra(new(630, 0.5, MeasuredLike.Channels), values, MeasuredLike.Set(3).Labels);

        var error = Assert.Throws<BadInputException>(() => Trainer("vae").Train(set, new(new Seed(1))));

        Assert.StartsWith("Spectrum 1 holds a value that is not finite.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_cannot_be_used_are_all_named()
    {
        Assert.Equal(4, new GanOptions(BatchSize: 1, Latent: 0, LearningRate: 0, HeldOutShare: 1).Problems().Count());
        Assert.Equal(4, new VaeOptions(Latent: 0, Beta: 0, Steps: 0, Folds: 1).Problems().Count());
        Assert.Empty(GanPresets.Dag.Problems());
    }

    static IGeneratorTrainer Trainer(string method, Action<GanEpoch>? watch = null, string? folder = null)
    {
        var epochs = watch is null ? null : new EachEpoch(watch);
        return method == "gan" ? new GanTrainer(SmallGan) { Epochs = epochs, CheckpointFolder = folder } : new VaeTrainer(SmallVae) { Epochs = epochs, CheckpointFolder = folder };
    }

    static float[] Made(ISpectrumGenerator generator) => [.. generator.Classes.SelectMany(label => Spectra(generator, label, 4).SelectMany(spectrum => spectrum))];

    static float[][] Spectra(ISpectrumGenerator generator, string label, int count)
    {
        var values = new float[count * generator.Channels];
        generator.Generate(label, new Seed(9), values);
        return [.. values.Chunk(generator.Channels)];
    }

    static (double Mean, double Deviation) Moments(float[][] spectra, int channel)
    {
        var mean = spectra.Average(spectrum => (double)spectrum[channel]);
        return (mean, Math.Sqrt(spectra.Average(spectrum => Math.Pow(spectrum[channel] - mean, 2))));
    }

    static double Roughness(TrainedGenerator generator) => Spectra(generator, "Mn2+", 20).Average(spectrum => Enumerable.Range(2, spectrum.Length - 2).Average(c => Math.Abs(spectrum[c] - 2 * spectrum[c - 1] + spectrum[c - 2])));

    sealed class EachEpoch(Action<GanEpoch> action) : IProgress<GanEpoch>
    {
        public void Report(GanEpoch value) => action(value);
    }
}

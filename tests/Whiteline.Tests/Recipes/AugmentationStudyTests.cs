using Whiteline.Fidelity;
using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Recipes.Generation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class AugmentationStudyTests
{
    [Fact]
    public void Good_spectra_train_as_well_as_measured_ones_and_useless_ones_do_not()
    {
        var study = Study(new PcaBootstrap(), new Noise());

        var scores = study.Run(Grouped(90), Doublets.Mn(20, 9), Context());

        Assert.Equal([("pca", "other groups"), ("pca", "other sources"), ("noise", "other groups"), ("noise", "other sources")], scores.Select(score => (score.Method, score.TestedOn)));
        Assert.Equal([90, 20, 90, 20], scores.Select(score => score.Tested));
        Assert.All(scores.Where(score => score.Method == "pca"), score => Assert.InRange(score.Synthetic, score.Real - 0.05, 1));
        Assert.All(scores.Where(score => score.Method == "noise"), score => Assert.InRange(score.Synthetic, 0, 0.8));
        Assert.All(scores.Where(score => score.Method == "noise"), score => Assert.InRange(score.RealOnSynthetic, 0.3, 0.7));
    }

    [Fact]
    public void Every_size_is_tried_alone_and_with_every_method()
    {
        var points = (Study(new SmoteAugmentation()) with { Sizes = [5, 10, 5000], Draws = 2 }).BySize(Grouped(90), Context());

        Assert.Equal([("none", 5), ("smote", 5), ("none", 10), ("smote", 10)], points.Select(point => (point.Method, point.Measured)));
        Assert.All(points, point => Assert.InRange(point.Accuracy, point.Low, point.High));
        Assert.True(points[2].Accuracy >= points[0].Accuracy - 0.05);
    }

    [Fact]
    public void The_method_that_is_harder_to_tell_from_measured_spectra_is_recommended()
    {
        var (training, heldOut) = FidelityStudy.Divide(Doublets.Mn(200, 1, noise: 0.05), Context());
        var methods = FidelityStudy.Run(training, heldOut, [new Noise(), new PcaBootstrap()], 150, Context());

        var recommended = Recommendation.Of(new(training, heldOut, methods, [], []));

        Assert.Equal("pca", recommended.Method);
        Assert.StartsWith("Use pca on these spectra, of noise, pca.", recommended.Words[0], StringComparison.Ordinal);
        Assert.Equal((100, 100), (training.Count, heldOut.Count));
    }

    [Fact]
    public void None_is_recommended_where_every_method_harms()
    {
        var (training, heldOut) = FidelityStudy.Divide(Doublets.Mn(120, 1), Context());
        var methods = FidelityStudy.Run(training, heldOut, [new PcaBootstrap()], 60, Context());

        AugmentationResult With(double both) => new(training, heldOut, methods, [new("pca", "svm", "other groups", 100, 0.9, 0.8, both, 0.9)], []);

        Assert.Null(Recommendation.Of(With(0.8)).Method);
        Assert.StartsWith("Use none", Recommendation.Of(With(0.8)).Words[0], StringComparison.Ordinal);
        Assert.StartsWith("Use pca on these spectra: trained", Recommendation.Of(With(0.95)).Words[0], StringComparison.Ordinal);
        Assert.StartsWith("No method changes", Recommendation.Of(With(0.9)).Words[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Resampled_components_are_faithful_to_measured_manganese()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var (training, heldOut) = FidelityStudy.Divide(Whiteline.Formats.LabeledSpectraFile.Read(SharedData.PathOf("mn2_measured.npz")), Context());

        var fidelity = FidelityStudy.Run(training, heldOut, [new PcaBootstrap()], 500, Context())[0].Fidelity;

        Assert.InRange(fidelity.Mean(Measure.TwoSampleAccuracy).Synthetic, 0.4, 0.75);
        Assert.True(fidelity.Mean(Measure.Coverage).Synthetic > 0.8 * fidelity.Mean(Measure.Coverage).Control);
        Assert.InRange(fidelity.Mean(Measure.NoisePowerRatio).Synthetic / fidelity.Mean(Measure.NoisePowerRatio).Control, 0.7, 1.4);
    }

    static UtilityStudy Study(params IGeneratorTrainer[] methods) => new()
    {
        Classifiers = new Dictionary<string, Whiteline.Recipes.TrainingPlan> { ["svm"] = new(new SvmTrainer(new())) },
        Methods = methods,
        PerClass = 60,
    };

    static LabeledSpectra Grouped(int count)
    {
        var data = Doublets.Mn(count, 4, noise: 0.1);
        return new(data.Axis, data.Intensity.ToArray(), data.Labels, [.. Enumerable.Range(0, count).Select(i => $"g{i / 10}")]);
    }

    static TrainingContext Context() => new(new Seed(1), 2, null, TestContext.Current.CancellationToken);

    // Makes spectra that hold nothing but noise.
    sealed class Noise : IGeneratorTrainer, ISpectrumGenerator
    {
        public string Name => "noise";

        public IReadOnlyList<string> Classes => ["Mn2+", "Mn4+"];

        public int Channels => Doublets.Manganese.Count;

        public IEnumerable<string> Problems() => [];

        public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context) => this;

        public void Generate(string label, Seed seed, Span<float> intensity)
        {
            // A line at L3, or nothing could be aligned; all else by lot.
            var random = seed.Branch("noise").Random();
            for (var i = 0; i < intensity.Length; i++)
            {
                var energy = Doublets.Manganese.EnergyAt(i % Channels);
                intensity[i] = (float)(1000 * (Math.Exp(-(energy - 640) * (energy - 640) / 3) + 0.4 * Math.Exp(-(energy - 651) * (energy - 651) / 3)) + 50 * random.NextNormal());
            }
        }
    }
}

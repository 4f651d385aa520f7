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
    public void The_method_that_is_harder_to_tell_from_measured_spectra_is_the_least_bad()
    {
        var (training, heldOut) = FidelityStudy.Divide(Doublets.Mn(200, 1, noise: 0.05), Context());
        var methods = FidelityStudy.Run(training, heldOut, [new Noise(), new PcaBootstrap()], 150, Context());

        var recommended = Recommendation.Of(new(training, heldOut, methods, [], []));

        // Spectra that differ by noise alone have two components to resample: what pca makes lies close to what it learned from.
        Assert.Null(recommended.Method);
        Assert.Contains("The least bad is pca, whose spectra are near copies", recommended.Words[0], StringComparison.Ordinal);
        Assert.StartsWith("pca ", recommended.Words[1], StringComparison.Ordinal);
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
    public void Without_classifiers_spectra_told_at_sight_and_copies_are_recommended_by_nobody()
    {
        Recommendation Of(params MethodProof[] methods) => Recommendation.Of(new(Doublets.Mn(4, 1), Doublets.Mn(4, 2), methods, [], []));

        var some = Of(Proof("copies", 0.6, 0.1), Proof("good", 0.7, 0.6), Proof("unlike", 0.97, 0.6));
        Assert.Equal("good", some.Method);
        Assert.StartsWith("Use good on these spectra, of copies, good, unlike: it misses 1 of 6 demands; this rests on", some.Words[0], StringComparison.Ordinal);
        var none = Of(Proof("unlike", 0.97, 0.6), Proof("copies", 0.6, 0.1));
        Assert.Null(none.Method);
        Assert.StartsWith("Use none on these spectra: no method makes spectra that are neither", none.Words[0], StringComparison.Ordinal);
        Assert.EndsWith("The least bad is copies, whose spectra are near copies of measured ones (authenticity 0.10; measured spectra reach 0.60).", none.Words[0], StringComparison.Ordinal);
        var one = Of(Proof("unlike", 0.97, 0.6));
        Assert.Null(one.Method);
        Assert.Equal("Use none on these spectra: those of unlike are told from measured ones at sight (with 0.97; at most 0.90 wanted).", one.Words[0]);
    }

    [Fact]
    public void Where_classifiers_were_trained_what_helps_them_is_recommended_though_it_is_told_at_sight()
    {
        var recommended = Recommendation.Of(new(Doublets.Mn(4, 1), Doublets.Mn(4, 2), [Proof("unlike", 0.97, 0.6)], [new("unlike", "svm", "other groups", 100, 0.8, 0.8, 0.9, 0.9)], []));

        Assert.Equal("unlike", recommended.Method);
    }

    [Theory]
    [InlineData(0.6, 0.01, 0.5, "Use pca on these spectra: it meets every one of 6 demands; this rests on how like measured spectra they are, since no classifier was trained with them.")]
    [InlineData(0.7, 0.01, 0.5, "Use pca on these spectra: it misses 1 of 6 demands; this rests on")]
    [InlineData(0.7, 0.5, 0.1, "Use pca on these spectra only where spectra must be made: it misses 4 of 6 demands; this rests on")]
    public void A_recommendation_says_in_one_sentence_what_it_rests_on_and_what_is_missed(double told, double meanError, double density, string words) =>
        Assert.StartsWith(words, Recommended([Proof("pca", told, 0.6, meanError, density)]), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.9, "Use pca on these spectra: trained on measured and synthetic ones together, classifiers gain 0.100 on measured spectra, although it misses 4 of 6 demands.")]
    [InlineData(0.8, "No method changes the accuracy on measured spectra by more than 0.01: none is needed to classify these. Where spectra must be made, use pca, which misses 4 of 6 demands.")]
    public void So_does_one_that_rests_on_classifiers(double both, string words) =>
        Assert.Equal(words, Recommended([Proof("pca", 0.7, 0.6, 0.5, 0.1)], new UtilityScore("pca", "svm", "other groups", 100, 0.8, 0.8, both, 0.9)));

    [Fact]
    public void What_cannot_be_measured_is_said_once_and_in_words()
    {
        var words = Recommendation.Of(new(Doublets.Mn(4, 1), Doublets.Mn(4, 2), [Proof("one", 0.6, 0.6, double.NaN), Proof("other", 0.6, double.NaN, double.PositiveInfinity)], [], [])).Words;

        Assert.Equal("Not demanded, since it cannot be measured on these spectra: relative error of the mean over the white lines (Mn2+); authenticity (Mn2+). Look whether all of them hold a signal.", words[^1]);
        Assert.Contains("authenticity (not measurable)", words[^2], StringComparison.Ordinal);
        Assert.All(words, line => Assert.DoesNotContain("NaN", line, StringComparison.Ordinal));
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

    static string Recommended(IReadOnlyList<MethodProof> methods, params UtilityScore[] scores) => Recommendation.Of(new(Doublets.Mn(4, 1), Doublets.Mn(4, 2), methods, scores, [])).Words[0];

    // One class, of whose measures these matter here.
    static MethodProof Proof(string method, double told, double authenticity, double meanError = 0.01, double density = 0.5)
    {
        var values = Enum.GetValues<Measure>().ToDictionary(measure => measure, measure => measure switch
        {
            Measure.TwoSampleAccuracy => new MeasureValue(told, 0.5),
            Measure.Authenticity => new(authenticity, 0.6),
            Measure.MeanError => new(meanError, 0.01),
            Measure.Density or Measure.Coverage => new(density, 0.5),
            _ => new(0.5, 0.5),
        });
        return new(method, "", new([new("Mn2+", 20, 20, 20, 20, values)], []), Doublets.Mn(4, 3), 1);
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

using Whiteline.Learning;
using Whiteline.Learning.Classical;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Learning;

/// <summary>What is no whole number of spectra gets no answer, and what holds no numbers gets none that looks like one.</summary>
public sealed class PredictionRowsTests
{
    static readonly LabeledSpectra Training = Manganese(1, 20);

    static readonly int Channels = Training.Axis.Count;

    static readonly Lazy<IReadOnlyDictionary<string, IClassifier>> Trained = new(() =>
    {
        var classifiers = ((ITrainer[])
        [
            new SvmTrainer(new()), new SvmTrainer(new() { Denoised = new() }), new SvmTrainer(new(KernelKind.Linear)), new NearestMeanTrainer(), new NearestNeighboursTrainer(),
            new RandomForestTrainer(20), new MllsTrainer(), new WhiteLineRatioTrainer(),
        ]).ToDictionary(trainer => $"{trainer.Name} {trainer}", trainer => trainer.Train(Training, new(new Seed(0), 2)), StringComparer.Ordinal);
        var network = RandomNetworks.Of(NetworkPresets.Mlp, Channels, 3, new(1));
        classifiers["network"] = network;
        classifiers["ensemble"] = new EnsembleClassifier([network, RandomNetworks.Of(NetworkPresets.Mlp, Channels, 3, new(2))]);
        return classifiers;
    });

    public static TheoryData<string> Names => [.. Trained.Value.Keys];

    static LabeledSpectra Manganese(ulong seed, int perClass) =>
        PhantomDataset.Make(new([new("Mn2+", perClass), new("Mn3+", perClass), new("Mn4+", perClass)]) { Conditions = new() { Dose = 400, Background = 0 } }, new Seed(seed));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_spectrum_of_another_length_is_refused(string name)
    {
        var classifier = Trained.Value[name];

        foreach (var length in new[] { Channels - 1, 2 * Channels + 20 })
            Assert.Contains($"no whole number of spectra of {Channels} channels", Assert.Throws<BadInputException>(() => classifier.Predict(new float[length], new double[9])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Too_little_room_for_the_answer_is_said(string name)
    {
        var classifier = Trained.Value[name];

        Assert.Contains("2 spectra × 3 need 6", Assert.Throws<ArgumentException>(() => classifier.Predict(new float[2 * Channels], new double[5])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_finite_has_no_probability_and_its_neighbours_keep_theirs(string name)
    {
        var classifier = Trained.Value[name];
        var spectra = Manganese(5, 1).Intensity.ToArray();
        double[] expected = new double[9], found = new double[9];
        classifier.Predict(spectra, expected);
        spectra[Channels + 70] = float.NaN;
        spectra[2 * Channels + 70] = float.PositiveInfinity;

        classifier.Predict(spectra, found);

        Assert.Equal(expected[..3], found[..3]);
        Assert.All(found[3..], value => Assert.True(double.IsNaN(value)));
    }
}

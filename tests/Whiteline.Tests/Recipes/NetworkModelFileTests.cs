using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class NetworkModelFileTests
{
    static readonly StepContext Context = new("my.dm3", new(1), 2);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_saved_network_or_ensemble_answers_as_before(int members)
    {
        using var folder = new TemporaryFolder();
        var trained = Doublets.Train(Doublets.Fe(20, 1));
        var networks = Enumerable.Range(0, members).Select(k => RandomNetworks.Of(NetworkPresets.Cnn, trained.Axis.Count, 2, new((ulong)k))).ToArray();
        var model = trained with { Classifier = members == 1 ? networks[0] : new EnsembleClassifier(networks) };
        ModelFile.Write(folder.File("a.wlm"), model);

        var read = ModelFile.Read(folder.File("a.wlm"));

        Assert.Equal(model.Classifier.GetType(), read.Classifier.GetType());
        Assert.Equal(Probabilities(model), Probabilities(read));
    }

    [Fact]
    public void A_network_for_another_axis_is_refused()
    {
        using var folder = new TemporaryFolder();
        var trained = Doublets.Train(Doublets.Fe(20, 1));
        ModelFile.Write(folder.File("a.wlm"), trained with { Classifier = RandomNetworks.Of(NetworkPresets.Mlp, 50, 2, new(1)) });

        Assert.Throws<BadInputException>(() => ModelFile.Read(folder.File("a.wlm")));
    }

    [Fact]
    public void A_classifier_that_no_file_holds_is_a_defect() => Assert.Throws<ArgumentException>(() =>
        ModelFile.Write("a.wlm", Doublets.Train(Doublets.Fe(20, 1)) with { Classifier = new Unknown() }));

    static double[] Probabilities(TrainedModel model) =>
        [.. new Prediction(model, Doublets.Fe(10, 3), null, Context).ClassifyAll(Context).SelectMany(verdict => verdict.Probabilities)];

    sealed class Unknown : IClassifier
    {
        public IReadOnlyList<string> Classes => ["a", "b"];

        public int Channels => 1;

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities) => probabilities.Fill(0.5);
    }
}

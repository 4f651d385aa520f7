using Microsoft.ML.OnnxRuntime;
using Whiteline.Learning;
using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Networks;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Exported networks give the same probabilities in ONNX Runtime.</summary>
public sealed class NetworksAgainstOnnxRuntimeTests
{
    const int Channels = 300, Classes = 4, Count = 9;

    public static TheoryData<string> Names => [.. RandomNetworks.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_network_gives_the_same_probabilities(string name) =>
        Compare(RandomNetworks.Of(RandomNetworks.All.Single(one => one.Name == name).Network, Channels, Classes, new(1)));

    [Fact]
    public void An_ensemble_gives_the_same_probabilities() => Compare(new EnsembleClassifier(
        [RandomNetworks.Of(NetworkPresets.Cnn, Channels, Classes, new(1)), RandomNetworks.Of(NetworkPresets.Mlp, Channels, Classes, new(2), mean: 0.1)]));

    [Fact]
    public void Metadata_is_kept()
    {
        using var session = Session(RandomNetworks.Of(NetworkPresets.Mlp, Channels, 3, new(1)));

        Assert.Equal("[\"Mn2+\"]", session.ModelMetadata.CustomMetadataMap["classes"]);
    }

    static void Compare(IClassifier classifier)
    {
        var spectra = RandomNetworks.Spectra(Count, Channels, new(2));
        var probabilities = new double[Count * Classes];
        using var session = Session(classifier);
        using var input = OrtValue.CreateTensorValueFromMemory(spectra, [Count, Channels]);
        using var options = new RunOptions();

        using var results = session.Run(options, [OnnxModel.Input], [input], [OnnxModel.Output]);
        classifier.Predict(spectra, probabilities);

        Assert.Equal([Count, Classes], results[0].GetTensorTypeAndShape().Shape);
        var peer = results[0].GetTensorDataAsSpan<float>().ToArray();
        Assert.All(probabilities.Zip(peer), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    static InferenceSession Session(IClassifier classifier)
    {
        using var memory = new MemoryStream();
        OnnxModel.Write(memory, classifier, [new("classes", "[\"Mn2+\"]")]);
        return new(memory.ToArray());
    }
}

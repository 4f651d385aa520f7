using BenchmarkDotNet.Attributes;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Benchmarks;

/// <summary>Inference of 4,096 spectra of 300 channels on two threads, and the gradient of one; bench/peers has the same in PyTorch.</summary>
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    const int Channels = 300, Classes = 4, Count = 4096;

    NetworkClassifier network = null!;
    float[] spectra = null!;
    double[] probabilities = null!;
    double[] sensitivity = null!;

    [Params("cnn", "mlp", "mn-valence")]
    public string Preset { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        var random = new Seed(0).Random();
        var description = NetworkPresets.All.Single(preset => preset.Name == Preset).Network;
        var tensors = NetworkLayout.Tensors(description, Channels, Classes).ToDictionary(
            tensor => tensor.Name,
            tensor => (tensor.Shape, Enumerable.Range(0, tensor.Shape.Aggregate(1, (product, size) => product * size)).Select(_ => (float)random.NextDouble(0, 0.1)).ToArray()));
        network = new(["Mn2+", "Mn3+", "Mn4+", "Mn5+"], Channels, description, tensors);
        spectra = [.. Enumerable.Range(0, Count * Channels).Select(_ => (float)random.NextDouble())];
        probabilities = new double[Count * Classes];
        sensitivity = new double[Channels];
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void Predict() => network.Predict(spectra.AsMemory(), probabilities.AsMemory(), threads: 2);

    [Benchmark(OperationsPerInvoke = Count)]
    public void PredictOnOneThread() => network.Predict(spectra, probabilities);

    [Benchmark]
    public void Explain() => network.Explain(spectra.AsSpan(0, Channels), 0, sensitivity);
}

using Whiteline.Numerics;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>One of the networks of a training with its optimiser, and the spectra that it learns from.</summary>
sealed class VaeFold : IDisposable
{
    readonly VaeOptions options;
    readonly SpectrumModel model;
    readonly GeneratorInput input;
    readonly int[][] members;
    readonly Device device;
    readonly VaeNetwork network;

    /// <param name="options">How it is made and trained.</param>
    /// <param name="model">All classes.</param>
    /// <param name="input">Standardises latent numbers.</param>
    /// <param name="members">Places in its class of the spectra that it learns from, class by class.</param>
    /// <param name="seed">Start.</param>
    /// <param name="device">Where it is trained.</param>
    public VaeFold(VaeOptions options, SpectrumModel model, GeneratorInput input, int[][] members, Seed seed, Device device)
    {
        (this.options, this.model, this.input, this.members, this.device) = (options, model, input, members, device);
        network = new(input.Shape.Latents, model.Classes.Count, options, seed, device);
        Optimiser = new(network.Parameters, Learning.Networks.Optimiser.Adam, 0);
    }

    public FlatOptimiser Optimiser { get; }

    public Tensor Values => network.Parameters.Values;

    /// <summary>One step on a batch in which every class is drawn equally often.</summary>
    public (double Reconstruction, double Divergence) Step(Seed seed)
    {
        using var scope = NewDisposeScope();
        var random = seed.Random();
        var batch = Enumerable.Range(0, options.BatchSize).Select(i => i % members.Length).Select(label => (label, members[label][random.NextInt32(members[label].Length)])).ToArray();
        network.Parameters.Gradients.zero_();
        var (reconstruction, divergence) = Losses(batch, random);
        reconstruction.add(divergence, Number.Of(options.Beta)).backward();
        Optimiser.Step(options.LearningRate);
        return (reconstruction.item<float>(), divergence.item<float>());
    }

    /// <summary>The loss on spectra of a class that it has not seen: minus the evidence bound, the mean over several draws of each code.</summary>
    public double Loss(int label, int[] unseen, Seed seed)
    {
        const int draws = 16;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (reconstruction, divergence) = Losses([.. Enumerable.Repeat(unseen, draws).SelectMany(once => once).Select(index => (label, index))], seed.Random());
        return reconstruction.item<float>() + options.Beta * divergence.item<float>();
    }

    public void Dispose()
    {
        network.Dispose();
        Optimiser.Dispose();
    }

    (Tensor Reconstruction, Tensor Divergence) Losses((int Label, int Index)[] spectra, RandomSource random)
    {
        var (size, n) = (input.Shape.Latents, spectra.Length);
        float[] numbers = new float[n * size], present = new float[n * size], normals = new float[n * options.Latent], padded = new float[size];
        for (var i = 0; i < n; i++)
        {
            var (label, index) = spectra[i];
            GeneratorInput.Pad(model.Classes[label].Latents[index], padded);
            input.Standardise(label, padded, numbers.AsSpan(i * size, size));
            for (var k = 0; k < size; k++) present[i * size + k] = input.Spreads[label][k] > 0 ? 1 : 0;
        }
        for (var i = 0; i < normals.Length; i++) normals[i] = (float)random.NextNormal();
        return network.Losses(On(numbers, size), On(present, size), tensor(spectra.Select(one => (long)one.Label).ToArray()).to(device), On(normals, options.Latent));

        Tensor On(float[] values, int width) => tensor(values, [n, width]).to(device);
    }
}

using System.Diagnostics;
using Whiteline.Learning;
using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>One training of a variational autoencoder; what a step is shown follows from the seed and the number of the step alone.</summary>
sealed class VaeRun : IDisposable
{
    readonly VaeOptions options;
    readonly TrainingContext context;
    readonly SpectrumModel model;
    readonly GeneratorInput input;
    readonly HeldOutSpectra split;
    readonly HeldOutDistance distance;
    readonly VaeNetwork network;
    readonly FlatOptimiser optimiser;
    readonly Device device;

    public VaeRun(LabeledSpectra real, SpectrumModel model, VaeOptions options, TrainingContext context, Device device)
    {
        (this.options, this.context, this.model, this.device) = (options, context, model, device);
        input = new(model, 1, 4);
        split = HeldOutSpectra.Of(real, model, new double[model.Classes.Count], options.HeldOutShare, context.Seed);
        distance = new(real, model, split, context.Seed);
        network = new(input.Shape.Latents, model.Classes.Count, options, context.Seed.Branch("autoencoder"), device);
        optimiser = new(network.Parameters, Learning.Networks.Optimiser.Adam, 0);
    }

    /// <summary>Trains, and returns the decoder that was nearest to the held-out spectra.</summary>
    /// <param name="checkpoint">Where the state is kept, or null.</param>
    /// <param name="epochs">Receives every epoch, or null.</param>
    public DecodedSpectra Train(GenerativeCheckpoint? checkpoint, IProgress<GanEpoch>? epochs)
    {
        var total = (options.Steps + options.CheckEvery - 1) / options.CheckEvery;
        var loop = new GenerativeLoop(checkpoint, context, epochs);
        (string, Tensor)[] vectors = [("values", network.Parameters.Values), ("first", optimiser.First), ("second", optimiser.Second)];
        var best = loop.Run(total, distance.CanTell ? options.Patience : 0, vectors, [optimiser], (number, _) => Epoch(number, total), () => FlatVector.Read(network.Parameters.Values));
        // Without held-out spectra no epoch is known to be better than the last.
        return Made(distance.CanTell ? best : FlatVector.Read(network.Parameters.Values), [.. model.Classes.Select(own => Enumerable.Range(0, own.Latents.Length).ToArray())]);
    }

    public void Dispose()
    {
        network.Dispose();
        optimiser.Dispose();
    }

    GanEpoch Epoch(int number, int total)
    {
        var watch = Stopwatch.StartNew();
        double reconstruction = 0, divergence = 0;
        var steps = number == 0 ? 0 : Math.Min(options.CheckEvery, options.Steps - (number - 1) * options.CheckEvery);
        for (var step = 0; step < steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (ofNumbers, ofCode) = Step((number - 1L) * options.CheckEvery + step);
            reconstruction += ofNumbers / steps;
            divergence += ofCode / steps;
        }
        int[][] parents = [.. split.Training.Select(members => members.Select(member => member.Index).Order().ToArray())];
        var made = new TrainedGenerator(model, Made(FlatVector.Read(network.Parameters.Values), parents));
        return new(number, total, divergence, reconstruction, distance.Of(made.Generate), 0, watch.Elapsed.TotalSeconds);
    }

    (double Reconstruction, double Divergence) Step(long step)
    {
        using var scope = NewDisposeScope();
        var random = context.Seed.Branch("step", step).Random();
        var (size, n) = (input.Shape.Latents, options.BatchSize);
        float[] numbers = new float[n * size], present = new float[n * size], normals = new float[n * options.Latent], padded = new float[size];
        var classes = new long[n];
        for (var i = 0; i < n; i++)
        {
            var label = i % model.Classes.Count;
            var members = split.Training[label];
            classes[i] = label;
            GeneratorInput.Pad(model.Classes[label].Latents[members[random.NextInt32(members.Length)].Index], padded);
            input.Standardise(label, padded, numbers.AsSpan(i * size, size));
            for (var k = 0; k < size; k++) present[i * size + k] = input.Spreads[label][k] > 0 ? 1 : 0;
        }
        for (var i = 0; i < normals.Length; i++) normals[i] = (float)random.NextNormal();
        network.Parameters.Gradients.zero_();
        var (reconstruction, divergence) = network.Losses(On(numbers, size), On(present, size), tensor(classes).to(device), On(normals, options.Latent));
        reconstruction.add(divergence.mul(Number.Of(options.Beta)), Number.One).backward();
        optimiser.Step(options.LearningRate);
        return (reconstruction.item<float>(), divergence.item<float>());

        Tensor On(float[] values, int width) => tensor(values, [n, width]).to(device);
    }

    DecodedSpectra Made(float[] weights, int[][] parents) =>
        new(model, parents, input, options.Latent, new(VaeNetwork.Layout(input.Shape.Latents, model.Classes.Count, options), weights));
}

using System.Diagnostics;
using Whiteline.Learning;
using Whiteline.Numerics;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>
/// One training of a variational autoencoder; what a step is shown follows from the seed and the number of the step alone. Beside the network that learns from all spectra, others
/// learn in step with it, each without one part of them. The epoch is chosen where the evidence of the parts, each under the network that has not seen it, is greatest: every
/// spectrum has its say, where a few held out once would choose by chance.
/// </summary>
sealed class VaeRun : IDisposable
{
    const int LeastToSplit = 5;

    readonly VaeOptions options;
    readonly TrainingContext context;
    readonly SpectrumModel model;
    readonly GeneratorInput input;
    readonly int[][] all;

    // Class by class, the part of each spectrum; empty in a class that is too small.
    readonly int[][] parts;
    readonly VaeFold[] networks;

    public VaeRun(SpectrumModel model, VaeOptions options, TrainingContext context, Device device)
    {
        (this.options, this.context, this.model) = (options, context, model);
        input = new(model, 1, 4);
        all = [.. model.Classes.Select(own => Enumerable.Range(0, own.Latents.Length).ToArray())];
        parts = [.. all.Select((members, label) => members.Length < LeastToSplit ? [] : Parts(members.Length, context.Seed.Branch("parts", label)))];
        networks =
        [
            .. Enumerable.Range(-1, CanTell ? options.Folds + 1 : 1).Select(part => new VaeFold(
                options, model, input, [.. all.Select((members, label) => members.Where(i => parts[label].Length == 0 || parts[label][i] != part).ToArray())], context.Seed.Branch("autoencoder", part), device)),
        ];
    }

    bool CanTell => parts.Any(own => own.Length > 0);

    /// <summary>Trains, and returns the decoder of all spectra at the epoch that suited unseen ones best.</summary>
    /// <param name="checkpoint">Where the state is kept, or null.</param>
    /// <param name="epochs">Receives every epoch, or null.</param>
    public DecodedSpectra Train(GenerativeCheckpoint? checkpoint, IProgress<GanEpoch>? epochs)
    {
        var total = (options.Steps + options.CheckEvery - 1) / options.CheckEvery;
        var loop = new GenerativeLoop(checkpoint, context, epochs);
        (string, Tensor)[] vectors = [.. networks.SelectMany((own, k) => new[] { ($"values.{k}", own.Values), ($"first.{k}", own.Optimiser.First), ($"second.{k}", own.Optimiser.Second) })];
        var best = loop.Run(total, CanTell ? options.Patience : 0, vectors, [.. networks.Select(own => own.Optimiser)], (number, _) => Epoch(number, total), () => FlatVector.Read(networks[0].Values));
        // Where nothing can be held out no epoch is known to be better than the last.
        var weights = CanTell ? best : FlatVector.Read(networks[0].Values);
        return new(model, all, input, options.Latent, new(VaeNetwork.Layout(input.Shape.Latents, model.Classes.Count, options), weights));
    }

    public void Dispose()
    {
        foreach (var network in networks) network.Dispose();
    }

    GanEpoch Epoch(int number, int total)
    {
        var watch = Stopwatch.StartNew();
        double reconstruction = 0, divergence = 0;
        var steps = number == 0 ? 0 : Math.Min(options.CheckEvery, options.Steps - (number - 1) * options.CheckEvery);
        for (var step = 0; step < steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var seed = context.Seed.Branch("step", (number - 1L) * options.CheckEvery + step);
            var (ofNumbers, ofCode) = networks[0].Step(seed);
            for (var k = 1; k < networks.Length; k++) networks[k].Step(seed.Branch("part", k));
            reconstruction += ofNumbers / steps;
            divergence += ofCode / steps;
        }
        return new(number, total, divergence, reconstruction, Unseen(), 0, watch.Elapsed.TotalSeconds);
    }

    // Mean over the classes that have parts, each spectrum under the network that has not seen it.
    double Unseen()
    {
        double sum = 0;
        for (var label = 0; label < parts.Length; label++)
            for (var part = 0; part < options.Folds && parts[label].Length > 0; part++)
            {
                int[] unseen = [.. all[label].Where(i => parts[label][i] == part)];
                // The same codes every time: what changes is the network.
                if (unseen.Length > 0) sum += unseen.Length / (double)all[label].Length * networks[part + 1].Loss(label, unseen, context.Seed.Branch($"unseen/{label}", part));
            }
        return sum / Math.Max(1, parts.Count(own => own.Length > 0));
    }

    int[] Parts(int count, Seed seed)
    {
        int[] assigned = [.. Enumerable.Range(0, count).Select(i => i % options.Folds)];
        seed.Random().Shuffle<int>(assigned);
        return assigned;
    }
}

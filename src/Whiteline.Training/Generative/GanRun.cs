using System.Diagnostics;
using Whiteline.Learning;
using Whiteline.Spectra;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Whiteline.Training.Generative;

/// <summary>
/// One adversarial training. The same request gives the same generator on a processor, in one go or taken up from a checkpoint: batches
/// and distortions of a step follow from the seed and the number of the step alone.
/// </summary>
sealed class GanRun : IDisposable
{
    const double AugmentationStep = 0.1;
    const int WarmUp = 30;

    readonly GanOptions options;
    readonly TrainingContext context;
    readonly SpectrumModel model;
    readonly GeneratorInput input;
    readonly HeldOutSpectra split;
    readonly HeldOutDistance distance;
    readonly GanBatches batches;
    readonly CriticOverfitting overfitting;
    readonly CriticDistortion distortion;
    readonly TorchRecorder recorder;
    readonly GeneratorNetwork generator;
    readonly CriticNetwork critic;
    readonly FlatOptimiser generatorOptimiser;
    readonly FlatOptimiser criticOptimiser;
    readonly Tensor average;
    readonly HeldOutScore start;

    public GanRun(LabeledSpectra real, SpectrumModel model, double[] bandwidths, GanOptions options, TrainingContext context, Device device)
    {
        (this.options, this.context, this.model) = (options, context, model);
        var seed = context.Seed;
        input = new(model, options.Latent, options.Width);
        split = HeldOutSpectra.Of(real, model, bandwidths, options.HeldOutShare, seed);
        distance = new(real, model, split, seed);
        batches = new(real, model, input, split, options.BatchSize, device);
        var values = real.Intensity.Span;
        var mean = TensorPrimitives.Average(values);
        var scale = Math.Max(TensorPrimitives.StdDev(values), 1e-12f);
        distortion = new(scale, device);
        recorder = new(model, input, device);
        generator = new(input.Shape, seed.Branch("generator"), device);
        critic = new(model.Channels, model.Classes.Count, options, mean, scale, seed.Branch("critic"), device);
        overfitting = new(real, split, critic, device);
        generatorOptimiser = new(generator.Parameters, Learning.Networks.Optimiser.Adam, 0, beta1: 0, beta2: 0.9);
        criticOptimiser = new(critic.Parameters, Learning.Networks.Optimiser.Adam, 0, beta1: 0, beta2: 0.9);
        average = generator.Parameters.Values.clone().DetachFromDisposeScope();
        start = Score();
    }

    IReadOnlyList<(string, Tensor)> Vectors =>
    [
        ("generator", generator.Parameters.Values), ("average", average), ("critic", critic.Parameters.Values),
        ("generator.first", generatorOptimiser.First), ("generator.second", generatorOptimiser.Second),
        ("critic.first", criticOptimiser.First), ("critic.second", criticOptimiser.Second),
    ];

    /// <summary>Trains, and returns the generator that was nearest to the held-out spectra.</summary>
    /// <param name="finalPriors">Where the generator draws latent numbers once trained.</param>
    /// <param name="checkpoint">Where the state is kept, or null.</param>
    /// <param name="epochs">Receives every epoch, or null.</param>
    public AdversarialSpectra Train(IReadOnlyList<LatentPrior> finalPriors, GenerativeCheckpoint? checkpoint, IProgress<GanEpoch>? epochs)
    {
        var total = distance.CanTell ? (options.Steps + options.CheckEvery - 1) / options.CheckEvery : 0;
        var loop = new GenerativeLoop(checkpoint, context, epochs);
        var best = loop.Run(total, options.Patience, Vectors, [generatorOptimiser, criticOptimiser], (number, progress) => Epoch(number, total, progress), () => FlatVector.Read(average));
        return Made(best, finalPriors);
    }

    public void Dispose()
    {
        generator.Dispose();
        critic.Dispose();
        generatorOptimiser.Dispose();
        criticOptimiser.Dispose();
        average.Dispose();
        recorder.Dispose();
    }

    GanEpoch Epoch(int number, int total, GanProgress progress)
    {
        var watch = Stopwatch.StartNew();
        double criticLoss = 0, generatorLoss = 0;
        var steps = number == 0 ? 0 : Math.Min(options.CheckEvery, options.Steps - (number - 1) * options.CheckEvery);
        for (var step = 0; step < steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (ofCritic, ofGenerator) = Step((number - 1L) * options.CheckEvery + step, progress.Augmentation);
            criticLoss += ofCritic / steps;
            generatorLoss += ofGenerator / steps;
        }
        if (steps > 0 && options.AugmentationTarget > 0)
        {
            using var scope = NewDisposeScope();
            var over = overfitting.Of(Corrected(batches.Draw(context.Seed.Branch("overfitting"))));
            progress.Augmentation = Math.Clamp(progress.Augmentation + (over > options.AugmentationTarget ? AugmentationStep : -AugmentationStep), 0, CriticDistortion.Most);
        }
        return new(number, total, criticLoss, generatorLoss, Score().Beyond(start), progress.Augmentation, watch.Elapsed.TotalSeconds);
    }

    HeldOutScore Score() => distance.Of(new TrainedGenerator(model, Made(FlatVector.Read(average), split.Priors)).Generate);

    (double Critic, double Generator) Step(long step, double augmentation)
    {
        using var scope = NewDisposeScope();
        var seed = context.Seed.Branch("step", step);
        var criticLoss = 0.0;
        for (var k = 0; k < options.CriticSteps; k++) criticLoss += CriticStep(seed.Branch("critic", k), augmentation) / options.CriticSteps;
        // A critic that knows nothing yet would lead a good start astray.
        return (criticLoss, step < WarmUp ? 0 : GeneratorStep(seed.Branch("generator"), augmentation));
    }

    double CriticStep(Numerics.Seed seed, double augmentation)
    {
        using var scope = NewDisposeScope();
        var batch = batches.Draw(seed);
        var real = distortion.Apply(batch.Real, augmentation, seed.Branch("real"));
        var made = distortion.Apply(Corrected(batch).Made, augmentation, seed.Branch("made"));
        critic.Parameters.Gradients.zero_();
        var loss = GanLosses.Critic(options.Loss, critic.Forward(real, batch.Labels), critic.Forward(made, batch.Labels));
        if (options.SlopePenalty > 0)
            loss = loss.add(GanLosses.Penalty(options.Loss, points => critic.Forward(points, batch.Labels), real, made, batch.Mix).mul(Number.Of(options.SlopePenalty)), Number.One);
        loss.backward();
        criticOptimiser.Step(options.CriticLearningRate);
        return loss.item<float>();
    }

    double GeneratorStep(Numerics.Seed seed, double augmentation)
    {
        using var scope = NewDisposeScope();
        var batch = batches.Draw(seed);
        generator.Parameters.Gradients.zero_();
        critic.Parameters.Train(false);
        var made = recorder.Record(batch, generator.Forward(batch.Inputs));
        var loss = GanLosses.Generator(options.Loss, critic.Forward(distortion.Apply(made, augmentation, seed.Branch("made")), batch.Labels));
        loss.backward();
        critic.Parameters.Train(true);
        generatorOptimiser.Step(options.LearningRate);
        using var _ = no_grad();
        average.mul_(Number.Of(options.Average)).add_(generator.Parameters.Values, Number.Of(1 - options.Average));
        return loss.item<float>();
    }

    // What the generator makes of a batch, without gradients.
    (Tensor Made, Tensor Labels) Corrected(GanBatch batch)
    {
        using var _ = no_grad();
        return (recorder.Record(batch, generator.Forward(batch.Inputs)), batch.Labels);
    }

    AdversarialSpectra Made(float[] weights, IReadOnlyList<LatentPrior> priors) => new(model, priors, input, new(input.Shape.Layout, weights), context.Seed.Branch("drift"));
}

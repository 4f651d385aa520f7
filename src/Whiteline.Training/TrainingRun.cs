using System.Diagnostics;
using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>One training: the loop over epochs and steps.</summary>
sealed class TrainingRun : IDisposable
{
    readonly TrainingPart part;
    readonly NetworkOptions options;
    readonly TrainingContext context;
    readonly int epochCount;
    readonly int patience;
    readonly Device device;
    readonly TorchNetwork network;
    readonly FlatOptimiser optimiser;
    readonly TrainingBatches batches;
    readonly Evaluation evaluation;
    readonly Tensor hostValues;
    readonly Tensor hostTargets;

    public TrainingRun(LabeledSpectra spectra, TrainingPart part, NetworkDescription description, NetworkOptions options, TrainingContext context, Device device)
    {
        this.part = part;
        this.options = options;
        (epochCount, patience) = (options.Epochs ?? 0, options.Patience ?? 0);
        this.context = context;
        this.device = device;
        network = new(description, spectra.Axis.Count, part.Classes, device);
        optimiser = new(network.Parameters, options.Optimiser, options.WeightDecay);
        batches = new(spectra, part, options, context.Seed);
        evaluation = new(spectra, part, network, device);
        hostValues = zeros(batches.Largest, spectra.Axis.Count);
        hostTargets = zeros(batches.Largest, part.Classes);
    }

    /// <summary>Where the state is kept, or null.</summary>
    public TrainingCheckpoint? Checkpoint { get; set; }

    public TrainedNetwork Train(IProgress<TrainingEpoch>? epochs)
    {
        WeightInitialisation.Fill(network.Parameters, context.Seed);
        var progress = Checkpoint?.Resume(network, optimiser) ?? new();
        while (!progress.IsOver(epochCount, patience))
        {
            var epoch = Epoch(progress.History.Count);
            progress.History.Add(epoch);
            if (epoch.ValidationLoss < progress.BestLoss)
            {
                (progress.BestLoss, progress.BestEpoch) = (epoch.ValidationLoss.Value, epoch.Epoch);
                (progress.BestValues, progress.BestRunning) = (FlatVector.Read(network.Parameters.Values), FlatVector.Read(network.Parameters.Running));
            }
            Checkpoint?.Save(network, optimiser, progress);
            epochs?.Report(epoch);
            context.Progress?.Report(new("training", epoch.Epoch, epoch.Epochs));
        }
        if (progress.BestEpoch > 0)
        {
            FlatVector.Write(network.Parameters.Values, progress.BestValues);
            FlatVector.Write(network.Parameters.Running, progress.BestRunning);
        }
        return new(network.Parameters.Export(), part.InputMean, part.InputScale, options.Calibrated ? evaluation.Temperature() : 1, progress.History);
    }

    public void Dispose()
    {
        network.Dispose();
        optimiser.Dispose();
        hostValues.Dispose();
        hostTargets.Dispose();
    }

    TrainingEpoch Epoch(int epoch)
    {
        var watch = Stopwatch.StartNew();
        batches.Begin(epoch);
        network.SeedMasks(context.Seed.Branch("dropout", epoch));
        using var totals = zeros(2, device: device);
        for (var step = 0; step < batches.Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Step(epoch, step, totals);
        }
        using var sums = totals.cpu();
        var loss = sums.data<float>()[0] / part.Training.Length;
        if (!float.IsFinite(loss)) throw new BadInputException($"The training diverged in epoch {epoch + 1}: its loss is not finite. Lower the learning rate from {options.LearningRate}, or bound the gradient.");
        var (validationLoss, validationAccuracy) = evaluation.Score(part.ClassWeights(options.Balanced));
        return new(epoch + 1, epochCount, loss, sums.data<float>()[1] / part.Training.Length, validationLoss, validationAccuracy,
            LearningRate.At(options, epoch, batches.Steps - 1, batches.Steps), watch.Elapsed.TotalSeconds);
    }

    void Step(int epoch, int step, Tensor totals)
    {
        using var scope = NewDisposeScope();
        // Nothing of the last step reads the buffers any more: on a GPU the copies below have ended before they return.
        var count = batches.Fill(step, FlatVector.Span(hostValues), FlatVector.Span(hostTargets));
        var values = hostValues.narrow(0, 0, count).to(device);
        var targets = hostTargets.narrow(0, 0, count).to(device);
        network.Parameters.Gradients.zero_();
        var logits = network.Forward(values, training: true);
        var loss = logits.log_softmax(1).mul(targets).sum().neg();
        network.Backward(loss);
        if (options.GradientClip > 0) optimiser.Clip(options.GradientClip);
        optimiser.Step(LearningRate.At(options, epoch, step, batches.Steps));
        using var _ = no_grad();
        totals[0].add_(loss, Number.Of(count));
        totals[1].add_(logits.argmax(1).eq(targets.argmax(1)).sum(), Number.One);
    }
}

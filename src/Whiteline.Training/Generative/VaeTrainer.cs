using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>Learns to make spectra with a conditional variational autoencoder.</summary>
/// <param name="Options">How it is made and trained.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record VaeTrainer(VaeOptions Options, string Device = "cpu") : IGeneratorTrainer
{
    /// <summary>Receives every epoch, or null.</summary>
    public IProgress<GanEpoch>? Epochs { get; init; }

    /// <summary>Where the state is kept after every epoch, to be taken up by the same training; null for nowhere.</summary>
    public string? CheckpointFolder { get; init; }

    /// <inheritdoc/>
    public string Name => "vae";

    // All settings are in it: a search tells by these words whether a study was made with the same generator.
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"spectra decoded from {Options.Latent} random numbers, hidden layers of {Options.Hidden} units, divergence weighted {Options.Beta}, learning rate {Options.LearningRate}, up to {Options.Steps} steps of batches of {Options.BatchSize}, {GenerativeWords.Stopping(Options.CheckEvery, Options.Patience)}, {Options.Folds} parts held out in turn{GenerativeWords.On(Device)}");

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Options.Problems();

    /// <inheritdoc/>
    public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(context);
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var device = NetworkTraining.DeviceNamed(Device);
        var model = SpectrumModel.Fit(real, context.Cancellation);
        // The steps are too small to be shared out; and on one thread the result is the same whatever their number.
        using var threads = ThreadGate.Enter(1, context.Cancellation);
        using var scope = NewDisposeScope();
        using var run = new VaeRun(model, Options, context, device);
        return new TrainedGenerator(model, run.Train(GenerativeCheckpoint.In(CheckpointFolder, () => GenerativeRequest.Hash(Name, Options, real, model, context, Device)), Epochs));
    }
}

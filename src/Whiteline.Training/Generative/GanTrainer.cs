using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>Learns to make spectra with a conditional generative adversarial network; docs/gan.md says how.</summary>
/// <param name="Options">How it is made and trained.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record GanTrainer(GanOptions Options, string Device = "cpu") : IGeneratorTrainer
{
    /// <summary>Receives every epoch, or null.</summary>
    public IProgress<GanEpoch>? Epochs { get; init; }

    /// <summary>Where the state is kept after every epoch, to be taken up by the same training; null for nowhere.</summary>
    public string? CheckpointFolder { get; init; }

    /// <inheritdoc/>
    public string Name => "gan";

    // All settings are in it: a search tells by these words whether a study was made with the same generator.
    /// <inheritdoc/>
    public override string ToString()
    {
        var loss = Options.Loss switch { GanLoss.Wasserstein => "Wasserstein distance", GanLoss.NonSaturating => "cross entropy", _ => "least squares" };
        var distortions = Options.AugmentationTarget > 0 ? FormattableString.Invariant($"distortions for an overfitting of {Options.AugmentationTarget}") : "no distortions";
        return FormattableString.Invariant($"{loss}, {Options.Latent} random numbers beside the linear part, convolutions of up to {Options.Width} filters, slope penalty {Options.SlopePenalty}, {(Options.SpectralNormalisation ? "spectral normalisation, " : "")}{distortions}, learning rate {Options.LearningRate} (critic {Options.CriticLearningRate}, {Options.CriticSteps} steps for one), weights averaged with a decay of {Options.Average}, up to {Options.Steps} steps of batches of {Options.BatchSize}, {GenerativeWords.Stopping(Options.CheckEvery, Options.Patience)}, {100 * Options.HeldOutShare:0.##} % held out{GenerativeWords.On(Device)}");
    }

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
        var bandwidths = new double[model.Classes.Count];
        var priors = new LatentPrior[bandwidths.Length];
        for (var c = 0; c < bandwidths.Length; c++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            float[][] own = [.. SpectrumModel.Rows(real, model.Classes[c].Label).Select(row => real[row].ToArray())];
            bandwidths[c] = Bandwidth.Of(model, model.Classes[c], own, context.Seed);
            priors[c] = new(model.Classes[c], [.. Enumerable.Range(0, own.Length)], bandwidths[c]);
        }
        // The steps are too small to be shared out; and on one thread the result is the same whatever their number.
        using var threads = ThreadGate.Enter(1, context.Cancellation);
        using var scope = NewDisposeScope();
        using var run = new GanRun(real, model, bandwidths, Options, context, device);
        return new TrainedGenerator(model, run.Train(priors, GenerativeCheckpoint.In(CheckpointFolder, () => GenerativeRequest.Hash(Name, Options, real, model, context, Device)), Epochs));
    }
}

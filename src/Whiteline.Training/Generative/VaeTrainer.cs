using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Spectra;

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

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Options.Problems();

    /// <inheritdoc/>
    public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context) => throw new NotImplementedException();
}

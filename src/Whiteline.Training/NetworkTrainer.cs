using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>Trains networks in this process.</summary>
/// <param name="Network">The architecture.</param>
/// <param name="Options">How it is trained, and how many networks make the ensemble.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record NetworkTrainer(NetworkDescription Network, NetworkOptions Options, string Device = "cpu") : ITrainer
{
    /// <summary>Receives every epoch, or null.</summary>
    public IProgress<TrainingEpoch>? Epochs { get; init; }

    /// <summary>Where the state is kept after every epoch, to be taken up by the same training; null for nowhere.</summary>
    public string? CheckpointFolder { get; init; }

    /// <inheritdoc/>
    public string Name => Network.Kind;

    /// <inheritdoc/>
    public string Calibration => NetworkTrainer.CalibrationOf(Options);

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Options.Problems();

    /// <inheritdoc/>
    public override string ToString() => Describe(Network, Options);

    /// <summary>How the probabilities come about, as words.</summary>
    internal static string CalibrationOf(NetworkOptions options) => options is { Calibrated: true, ValidationShare: > 0 } ? "a temperature fitted to the validation part" : "none: as the network gives them";

    /// <summary>Architecture and training in a line, for a model card.</summary>
    internal static string Describe(NetworkDescription network, NetworkOptions options)
    {
        var blocks = string.Join(", ", network.Blocks.Select(block => $"{block.Filters} × {block.Kernel}"));
        var dense = string.Join(", ", network.Dense.Select(layer => layer.Units));
        var head = network.Blocks.Count > 0 ? $"convolutions {blocks}; {network.Head}; " : "";
        return FormattableString.Invariant($"{network.Kind}: {head}{(dense.Length > 0 ? $"dense {dense}; " : "")}{options.Optimiser}, learning rate {options.LearningRate:G3}, {(options.Epochs is { } epochs ? $"up to {epochs} epochs" : "as many epochs as the spectra need")} of batches of {options.BatchSize}{(options.Members > 1 ? $", {options.Members} networks" : "")}");
    }

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        ArgumentNullException.ThrowIfNull(context);
        return EnsembleTraining.Classifier(spectra, Network, EnsembleTraining.Run(spectra, Network, Options, context, Device, CheckpointFolder, Epochs));
    }
}

using System.Diagnostics;
using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>
/// Trains networks in a process of its own, because some calls of libtorch end the process that makes them: a fault then costs this
/// training and nothing else. The result is the one that <see cref="NetworkTrainer"/> gives.
/// </summary>
/// <param name="Network">The architecture.</param>
/// <param name="Options">How it is trained, and how many networks make the ensemble.</param>
/// <param name="Command">The command that calls <see cref="NetworkWorker.Run"/> with a folder.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record IsolatedNetworkTrainer(NetworkDescription Network, NetworkOptions Options, Func<string, ProcessStartInfo> Command, string Device = "cpu") : ITrainer
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
    public override string ToString() => NetworkTrainer.Describe(Network, Options);

    /// <inheritdoc/>
    /// <exception cref="NetworkTrainingException">The process ended without a result.</exception>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        ArgumentNullException.ThrowIfNull(context);
        var folder = Directory.CreateTempSubdirectory("whiteline-training-").FullName;
        try
        {
            var request = new TrainingRequest(Network, Options, context.Seed.Value, context.Threads, context.Versions, Device);
            WorkerFolder.WriteRequest(folder, request, CheckpointFolder is null ? null : Path.GetFullPath(CheckpointFolder), spectra);
            using var child = new WorkerProcess(Command(folder), Report);
            var exitCode = child.Wait(context.Cancellation);
            if (exitCode == NetworkWorker.BadInput && child.LastLine.Length > 0) throw new BadInputException(child.LastLine);
            if (exitCode != 0 || !WorkerFolder.HasResult(folder)) throw new NetworkTrainingException(exitCode, child.LastLine);
            return EnsembleTraining.Classifier(spectra, Network, WorkerFolder.ReadResult(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Report(TrainingEpoch epoch)
        {
            Epochs?.Report(epoch);
            context.Progress?.Report(new("training", (epoch.Member - 1L) * epoch.Epochs + epoch.Epoch, (long)epoch.Members * epoch.Epochs) { Detail = epoch.Summary });
        }
    }
}

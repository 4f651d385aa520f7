using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>
/// Trains a network with libtorch. The same request gives the same weights on a processor, whatever else runs, whether it ran in one
/// go or was killed and taken up from a checkpoint: order, versions, distortions and dropout masks of an epoch follow from the seed
/// and the number of the epoch alone.
/// </summary>
public static class NetworkTraining
{
    /// <summary>Trains one network.</summary>
    /// <param name="prepared">
    /// Prepared spectra; with <see cref="TrainingContext.Versions"/> above 1, n originals followed by versions of them. Every epoch sees
    /// one version of each spectrum.
    /// </param>
    /// <param name="network">The architecture.</param>
    /// <param name="options">How to train; <see cref="NetworkOptions.Members"/> is of no consequence here.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="checkpointFolder">Where the state is kept after every epoch, to be taken up by the same request; null for nowhere.</param>
    /// <param name="epochs">Receives every epoch, or null.</param>
    /// <param name="soft">Shares that the network is to answer instead of the labels; null for the labels.</param>
    /// <exception cref="BadInputException">The architecture, the options, the spectra or the device cannot be used, or the loss diverged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TrainedNetwork Run(
        LabeledSpectra prepared,
        NetworkDescription network,
        NetworkOptions options,
        TrainingContext context,
        string device = "cpu",
        string? checkpointFolder = null,
        IProgress<TrainingEpoch>? epochs = null,
        SoftTargets? soft = null)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        soft?.Check(prepared);
        var problem = options.Problems().Concat(network.Problems(prepared.Axis.Count, prepared.Classes.Count)).FirstOrDefault();
        if (problem is not null) throw new BadInputException(problem);
        options = options.For(prepared.Count / context.Versions);
        var part = new TrainingPart(prepared, options, context.Versions, context.Seed, soft);
        var target = DeviceNamed(device);
        using var threads = ThreadGate.Enter(context.Threads, context.Cancellation);
        using var scope = NewDisposeScope();
        using var run = new TrainingRun(prepared, part, network, options, context, target);
        if (checkpointFolder is not null)
            run.Checkpoint = new(checkpointFolder, new TrainingRequest(network, options with { Members = 1 }, context.Seed.Value, context.Threads, context.Versions, device).Hash(prepared));
        return run.Train(epochs);
    }

    /// <summary>The device of that name.</summary>
    /// <exception cref="BadInputException">There is none, or libtorch cannot be loaded.</exception>
    internal static Device DeviceNamed(string name)
    {
        try
        {
            return name switch
            {
                "cpu" => CPU,
                "cuda" when cuda_is_available() => CUDA,
                "cuda" => throw new BadInputException("No CUDA device can be used here. Install the TorchSharp-cuda package that fits the driver, or train with --device cpu."),
                _ => throw new BadInputException($"The device '{name}' is not known. Give cpu or cuda."),
            };
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException)
        {
            throw new BadInputException("The library that trains networks, libtorch, cannot be loaded. A project that refers to Whiteline.Training must import its Build/LibTorch.targets on Linux, and add the package TorchSharp-cpu elsewhere; docs/library.md shows how.", error);
        }
    }
}

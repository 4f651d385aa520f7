using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;
using Whiteline.Recipes.Tuning;
using Whiteline.Training;

namespace Whiteline.Cli.Commands;

/// <summary>The options of a network.</summary>
sealed class NetworkTrainingOptions
{
    static readonly NetworkOptions Default = new();

    readonly Option<string?> preset = Values.Choice("--preset", "Architecture with a name. Without it: the preset named as the model.", null, [.. NetworkPresets.All.Select(entry => entry.Name)]);
    readonly Option<string?> network = new("--network") { Description = "Architecture from a JSON file, as a model file holds it; instead of --preset.", HelpName = "FILE" };
    readonly Option<int?> epochs = Values.Option<int?>("--epochs", "Most passes over the training spectra. Without it: 60 to 400, more for fewer spectra.", "N", text => Values.Integer(text, 1, 100_000));
    readonly Option<int> batch = Values.Option("--batch-size", "Spectra per step.", "N", text => Values.Integer(text, 2, 65_536), () => Default.BatchSize);
    readonly Option<string?> optimiser = Values.Choice("--optimiser", "Optimiser.", "adamw", "adam", "adamw", "sgd");
    readonly Option<double> rate = Values.Option("--learning-rate", "First learning rate, above 0.", "NUMBER", Values.Positive, () => Default.LearningRate);
    readonly Option<string?> schedule = Values.Choice("--schedule", "How the learning rate falls.", "cosine", "constant", "cosine", "step");
    readonly Option<double> decay = Values.Option("--weight-decay", "Pull of the weights towards zero.", "NUMBER", text => Values.Number(text, 0, 10), () => Default.WeightDecay);
    readonly Option<int?> patience = Values.Option<int?>("--patience", "Stop after so many epochs without a better validation loss; 0 never stops early. Without it: a quarter of the epochs.", "N", text => Values.Integer(text, 0));
    readonly Option<double> validation = Values.Option("--validation-share", "Part of the spectra, by whole groups, held out to stop by and to calibrate on.", "SHARE", text => Values.Number(text, 0, 0.5), () => Default.ValidationShare);
    readonly Option<double> smoothing = Values.Option("--label-smoothing", "Part of the target spread over all classes.", "SHARE", text => Values.Number(text, 0, 0.99), () => Default.LabelSmoothing);
    readonly Option<double> mixup = Values.Option("--mixup", "α of mixup; 0 for none.", "ALPHA", text => Values.Number(text, 0, 10), () => Default.Mixup);
    readonly Option<double> broadening = Values.Option("--broaden-augment", "Broaden or sharpen spectra on the fly by a Gaussian of up to this σ, eV.", "EV", text => Values.Number(text, 0, 5), () => Default.BroadeningEv);
    readonly Option<double> baseline = Values.Option("--baseline-augment", "Add a rest of background on the fly: a straight line whose ends are up to this part of the maximum.", "SHARE", text => Values.Number(text, 0, 10), () => Default.Baseline);
    readonly Option<int> members = Values.Option("--members", "Networks trained from different starts and averaged.", "N", text => Values.Integer(text, 1, 64), () => Default.Members);
    readonly Option<string?> device = Values.Choice("--device", "Where a network is trained.", "cpu", "cpu", "cuda");
    readonly Option<string?> checkpoint = new("--checkpoint") { Description = "Keep the state in this folder after every epoch; the same command takes it up again after a kill.", HelpName = "DIR", CustomParser = Values.OutputFolder };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
        [preset, network, epochs, batch, optimiser, rate, schedule, decay, patience, validation, smoothing, mixup, broadening, baseline, members, device, checkpoint];

    /// <summary>The trainer that the user asked for: one in a process of its own, where a fault of the native library ends nothing else.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model"><c>cnn</c> or <c>mlp</c>.</param>
    /// <param name="weights">How classes count.</param>
    /// <param name="epochs">Receives every epoch, or null.</param>
    /// <param name="calibrated">Whether a temperature is fitted.</param>
    /// <exception cref="BadInputException">The options contradict each other.</exception>
    public ITrainer Trainer(CommandRun run, string model, ClassWeights weights, IProgress<TrainingEpoch>? epochs, bool calibrated) =>
        new IsolatedNetworkTrainer(Architecture(run, model), Options(run, weights) with { Calibrated = calibrated }, TrainWorkerCommand.Start, run.Value(device)!) { Epochs = epochs, CheckpointFolder = run.Value(checkpoint) };

    /// <summary>Makes trainers of networks that a search describes, on the device that the user asked for.</summary>
    /// <exception cref="BadInputException">A checkpoint was asked for, which one training has and a search has not.</exception>
    public NetworkMaker Maker(CommandRun run)
    {
        if (run.Value(checkpoint) is not null) throw new BadInputException("--checkpoint is for one training. A search keeps its finished trials in its storage, and the same command goes on with them.");
        var where = run.Value(device)!;
        return (description, options, epochs) => new IsolatedNetworkTrainer(description, options, TrainWorkerCommand.Start, where) { Epochs = epochs is null ? null : new Accuracies(epochs) };
    }

    /// <summary>How the user asked networks to be trained.</summary>
    /// <exception cref="BadInputException">Weights of classes are given, which networks do not take.</exception>
    public NetworkOptions Options(CommandRun run, ClassWeights weights)
    {
        if (weights.Given is not null) throw new BadInputException("--class-weight: a network takes none or balanced; given weights need --model svm.");
        return new(
            Enum.Parse<Optimiser>(run.Value(optimiser)!, ignoreCase: true),
            run.Value(rate),
            run.Value(decay),
            Enum.Parse<Schedule>(run.Value(schedule)!, ignoreCase: true),
            run.Value(epochs),
            run.Value(batch),
            run.Value(patience),
            run.Value(validation),
            run.Value(smoothing),
            run.Value(mixup),
            BroadeningEv: run.Value(broadening),
            Baseline: run.Value(baseline),
            Balanced: weights.Kind == ClassWeighting.Balanced,
            Members: run.Value(members));
    }

    /// <summary>The architecture that the user asked for; the model's own without one.</summary>
    /// <exception cref="BadInputException">It is of another model, or two are given.</exception>
    public NetworkDescription Architecture(CommandRun run, string model)
    {
        var file = run.Value(network);
        if (file is not null && run.Value(preset) is not null) throw new BadInputException("--preset and --network contradict each other. Leave one out.");
        var architecture = file is not null ? NetworkFile.Read(file) : NetworkPresets.All.First(entry => entry.Name == (run.Value(preset) ?? model)).Network;
        if (architecture.Kind != model) throw new BadInputException($"The architecture is one of '{architecture.Kind}', but --model says '{model}'. Make them agree.");
        return architecture;
    }

    /// <summary>True when the user names an architecture.</summary>
    public bool IsArchitectureGiven(CommandRun run) => run.IsGiven(preset) || run.IsGiven(network);

    /// <summary>True when the user says how many epochs.</summary>
    public bool AreEpochsGiven(CommandRun run) => run.IsGiven(epochs);

    sealed class Accuracies(Action<EpochAccuracy> report) : IProgress<TrainingEpoch>
    {
        public void Report(TrainingEpoch value)
        {
            if (value.Member == 1) report(new(value.Epoch, value.ValidationAccuracy ?? value.Accuracy));
        }
    }
}

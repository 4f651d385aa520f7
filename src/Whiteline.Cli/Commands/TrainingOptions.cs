using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Recipes.Generation;
using Whiteline.Recipes.Tuning;
using Whiteline.Spectra;
using Whiteline.Training;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say how a model is trained: the classifier's own, and how spectra are prepared for it.</summary>
sealed class TrainingOptions
{
    // A network sees one version of each spectrum an epoch, a machine all of them at once.
    const int CopiesForMachines = 4, CopiesForNetworks = 24;

    const int GeneratedWithout = 500;

    readonly Option<string?> model;
    readonly SvmTrainingOptions svm = new();
    readonly NetworkTrainingOptions network = new();
    readonly Option<ClassWeights?> weighting = Values.Option<ClassWeights?>("--class-weight", "How classes of unequal size count: balanced without it, or none, or weights such as Fe2+=1,Fe3+=2.5.", "none|balanced|LABEL=W,…", ClassWeights.Parse);
    readonly Option<EnergyWindow?> window = Values.Option<EnergyWindow?>("--window", "Energies to learn from, eV. Without it: the usual window of the edge.", "FROM:TO", Values.Window);
    readonly Option<string?> norm = Values.Choice("--normalize", "What each spectrum is divided by.", "max", "none", "max", "minmax", "l2", "area");
    readonly Option<string?> align = Values.Choice("--align", "Align each spectrum on its own L3, so that shape decides (l3), or keep nothing but the position of its maximum, to see how much that tells (position). Without it: l3 for Mn, none for the others.", null, "none", "l3", "position");
    readonly Option<string?> background = Values.Choice("--background", "Power-law background before the edge: removed where there is one, always (an error where it cannot be), or never.", "auto", "auto", "remove", "keep");
    readonly Option<double> shift = Values.Option("--shift-augment", "Add copies shifted by up to this much, eV; 0 for none.", "EV", text => Values.Number(text, 0, 20), () => 0);
    readonly Option<double> noise = Values.Option("--noise-augment", "Add copies with Gaussian noise of up to this part of the maximum; 0 for none. With --shift-augment each copy has both.", "SIGMA", text => Values.Number(text, 0, 1), () => 0);
    readonly Option<int?> copies = Values.Option<int?>("--copies", "Altered copies of every spectrum. Without it: 4 for svm, 24 for networks.", "N", text => Values.Integer(text, 1, 100));
    readonly Option<string?> generate = Values.Choice("--augment", "Fill each class up with synthetic spectra, made from the training part alone.", null, [.. GeneratorOptions.Names]);
    readonly Option<int?> generated = Values.Option<int?>("--augment-per-class", "With --augment: spectra that each class is to have, measured and synthetic together. Without it: 500.", "N", text => Values.Integer(text, 2, 1_000_000));
    readonly Option<PcaDenoising?> pca = Values.Option<PcaDenoising?>("--pca", "Denoise by so many principal components, or by those up to the elbow of the scree plot.", "N|auto", text => new(text == "auto" ? null : Values.Integer(text, 1, 1000)));
    readonly Option<string?> calibration = Values.Choice("--calibration", "How probabilities are made honest: by Platt's sigmoid (svm, its own), a temperature (networks, their own), isotonic regression over either on groups held out, which takes five more trainings, or not at all.", null, "platt", "temperature", "isotonic", "none");
    readonly Option<bool> spikes = new("--despike") { Description = "Remove X-ray spikes first." };

    /// <summary>Creates the options.</summary>
    /// <param name="joint">True where a search may also choose the classifier.</param>
    public TrainingOptions(bool joint = false) => model = Values.Choice(
        "--model", $"The classifier: support vector machine, multilayer perceptron or convolutional network{(joint ? ", or all of them with window and normalisation" : "")}.", "svm", joint ? ["svm", "mlp", "cnn", "joint"] : ["svm", "mlp", "cnn"]);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        command.Add(model);
        foreach (var option in (Option[])[.. svm.All, .. network.All, weighting, window, norm, align, background, shift, noise, copies, generate, generated, pca, calibration, spikes]) command.Add(option);
    }

    /// <summary>The plan that the user asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epochs">Receives every epoch of a network, or null.</param>
    /// <param name="grid">The names and values that a grid tries; null for one training.</param>
    /// <exception cref="BadInputException">An option is of another model, or would change nothing.</exception>
    public TrainingPlan Plan(CommandRun run, IProgress<TrainingEpoch>? epochs = null, IReadOnlyDictionary<string, string[]>? grid = null)
    {
        var name = run.Value(model)!;
        var isSvm = name == "svm";
        if ((isSvm ? network.All : svm.All).FirstOrDefault(run.IsGiven) is { } foreign)
            throw new BadInputException($"{foreign.Name} is not for --model {name}. Leave it out, or choose {(isSvm ? "--model mlp or cnn" : "--model svm")}.");
        RefuseUnused(run, grid?.GetValueOrDefault("kernel") ?? [], [.. grid?.Keys ?? []]);
        var weights = run.Value(weighting) ?? ClassWeights.Balanced;
        if (run.Value(calibration) == (isSvm ? "temperature" : "platt"))
            throw new BadInputException($"--calibration {run.Value(calibration)} is not for --model {name}. Use {(isSvm ? "platt" : "temperature")}, isotonic or none.");
        var calibrated = run.Value(calibration) != "none";
        return Plan(run, isSvm ? new SvmTrainer(svm.Options(run, weights) with { Calibrated = calibrated }) : network.Trainer(run, name, weights, epochs, calibrated), isSvm ? CopiesForMachines : CopiesForNetworks);
    }

    /// <summary>Refuses options that would change nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kernels">The kernels of a search; without any, the one of <c>--kernel</c>.</param>
    /// <param name="searched">What a search chooses.</param>
    /// <exception cref="BadInputException">One is given for nothing; says what it needs.</exception>
    public void RefuseUnused(CommandRun run, IReadOnlyCollection<string> kernels, IReadOnlyCollection<string> searched)
    {
        if (run.Value(model) is "svm" or "joint") svm.RefuseUnused(run, kernels, searched);
        if (run.IsGiven(copies) && !(run.Value(shift) > 0 || run.Value(noise) > 0) && !searched.Any(name => name is "shift-augment" or "noise-augment"))
            throw new BadInputException("--copies says how many shifted or noisy copies are added, and none are asked for. Give --shift-augment or --noise-augment too, or leave it out.");
    }

    /// <summary>What a search leaves as it is: the values of all options.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epochs">Epochs of a network where the user does not say.</param>
    /// <exception cref="BadInputException">An option is of another model.</exception>
    public TuningBasis Basis(CommandRun run, int epochs)
    {
        var name = run.Value(model)!;
        if (name != "joint" && (name == "svm" ? network.All : svm.All).FirstOrDefault(run.IsGiven) is { } foreign)
            throw new BadInputException($"{foreign.Name} is not for --model {name}. Leave it out, or choose {(name == "svm" ? "--model mlp, cnn or joint" : "--model svm or joint")}.");
        if (run.IsGiven(calibration)) throw new BadInputException("--calibration is for the training of one model. A search ranks by accuracy; calibrate the model that is trained with what it found.");
        if (name == "joint" && network.IsArchitectureGiven(run)) throw new BadInputException("--preset and --network name one architecture; a joint search chooses it. Leave them out.");
        var weights = run.Value(weighting) ?? ClassWeights.Balanced;
        var machine = svm.Options(run, weights);
        var training = name == "svm" ? new() : network.Options(run, weights);
        if (!network.AreEpochsGiven(run)) training = training with { Epochs = epochs };
        return new(
            name, Plan(run, new SvmTrainer(machine), name is "svm" or "joint" ? CopiesForMachines : CopiesForNetworks), machine,
            name is "mlp" or "cnn" ? network.Architecture(run, name) : null, training, network.Maker(run))
        {
            NetworkCopies = run.Value(copies) ?? CopiesForNetworks,
        };
    }

    /// <summary>The training of networks for use, after a search that trained them short.</summary>
    public NetworkOptions Training(CommandRun run) => network.Options(run, run.Value(weighting) ?? ClassWeights.Balanced);

    /// <summary>True when training learns from several spectra before the classifier does, or a machine is asked for that no shared grid tries.</summary>
    public bool IsLearntInside(CommandRun run) => run.Value(shift) > 0 || run.Value(noise) > 0 || run.Value(generate) is not null || run.Value(pca) is not null || run.Value(weighting)?.Given is not null || svm.IsOneVersusRest(run) || svm.HasDenoisedView(run);

    /// <summary>The kernel asked for.</summary>
    public string Kernel(CommandRun run) => svm.Kernel(run);

    /// <summary>The model asked for.</summary>
    public string Model(CommandRun run) => run.Value(model)!;

    GenerationPlan? Generation(CommandRun run)
    {
        if (run.Value(generate) is { } name) return new(GeneratorOptions.Plain(name), run.Value(generated) ?? GeneratedWithout);
        return run.Value(generated) is null ? null : throw new BadInputException("--augment-per-class says how many spectra --augment makes. Give --augment too.");
    }

    TrainingPlan Plan(CommandRun run, ITrainer trainer, int copiesWithout) => new(trainer)
    {
        Window = run.Value(window),
        Normalise = Enum.Parse<Norm>(run.Value(norm)!, ignoreCase: true),
        Align = run.Value(align) switch { "l3" => Alignment.L3, "position" => Alignment.PositionOnly, "none" => Alignment.None, _ => Alignment.Auto },
        Background = run.Value(background) switch { "remove" => BackgroundMode.Required, "keep" => BackgroundMode.None, _ => BackgroundMode.IfPresent },
        ShiftAugmentEv = run.Value(shift),
        NoiseAugment = run.Value(noise),
        Copies = run.Value(copies) ?? copiesWithout,
        Generate = Generation(run),
        Calibration = run.Value(calibration) == "isotonic" ? ProbabilityCalibration.Isotonic : ProbabilityCalibration.Own,
        Pca = run.Value(pca),
        RemoveSpikes = run.Value(spikes),
    };
}

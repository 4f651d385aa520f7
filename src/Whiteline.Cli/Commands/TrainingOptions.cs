using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Training;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say how a model is trained: the classifier's own, and how spectra are prepared for it.</summary>
sealed class TrainingOptions
{
    // A network sees one version of each spectrum an epoch, a machine all of them at once.
    const int CopiesForMachines = 4, CopiesForNetworks = 24;

    readonly Option<string?> model = Values.Choice("--model", "The classifier: support vector machine, multilayer perceptron or convolutional network.", "svm", "svm", "mlp", "cnn");
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
    readonly Option<PcaDenoising?> pca = Values.Option<PcaDenoising?>("--pca", "Denoise by so many principal components, or by those up to the elbow of the scree plot.", "N|auto", text => new(text == "auto" ? null : Values.Integer(text, 1, 1000)));
    readonly Option<bool> spikes = new("--despike") { Description = "Remove X-ray spikes first." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        command.Add(model);
        foreach (var option in (Option[])[.. svm.All, .. network.All, weighting, window, norm, align, background, shift, noise, copies, pca, spikes]) command.Add(option);
    }

    /// <summary>The plan that the user asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epochs">Receives every epoch of a network, or null.</param>
    /// <exception cref="BadInputException">An option is of another model.</exception>
    public TrainingPlan Plan(CommandRun run, IProgress<TrainingEpoch>? epochs = null)
    {
        var name = run.Value(model)!;
        var isSvm = name == "svm";
        if ((isSvm ? network.All : svm.All).FirstOrDefault(run.IsGiven) is { } foreign)
            throw new BadInputException($"{foreign.Name} is not for --model {name}. Leave it out, or choose {(isSvm ? "--model mlp or cnn" : "--model svm")}.");
        var weights = run.Value(weighting) ?? ClassWeights.Balanced;
        return new(isSvm ? svm.Trainer(run, weights) : network.Trainer(run, name, weights, epochs))
        {
            Window = run.Value(window),
            Normalise = Enum.Parse<Norm>(run.Value(norm)!, ignoreCase: true),
            Align = run.Value(align) switch { "l3" => Alignment.L3, "position" => Alignment.PositionOnly, "none" => Alignment.None, _ => Alignment.Auto },
            Background = run.Value(background) switch { "remove" => BackgroundMode.Required, "keep" => BackgroundMode.None, _ => BackgroundMode.IfPresent },
            ShiftAugmentEv = run.Value(shift),
            NoiseAugment = run.Value(noise),
            Copies = run.Value(copies) ?? (isSvm ? CopiesForMachines : CopiesForNetworks),
            Pca = run.Value(pca),
            RemoveSpikes = run.Value(spikes),
        };
    }
}

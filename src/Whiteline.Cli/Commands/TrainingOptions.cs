using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Svm;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say how a model is trained.</summary>
sealed class TrainingOptions
{
    readonly Option<string?> model = Values.Choice("--model", "The classifier.", "svm", "svm");
    readonly Option<string?> kernel = Values.Choice("--kernel", "Kernel of the support vector machine.", "rbf", "linear", "polynomial", "rbf", "sigmoid", "cosine");
    readonly Option<double> c = Values.Option("--C", "Soft-margin penalty, above 0; larger fits the training spectra harder. 10 without it.", "NUMBER", Values.Positive, () => 10);
    readonly Option<double?> gamma = Values.Option<double?>("--gamma", "γ of the RBF, polynomial and sigmoid kernels, above 0. Without it: 1 / (channels × variance).", "NUMBER", text => Values.Positive(text));
    readonly Option<double> coef0 = Values.Option("--coef0", "r of the polynomial and sigmoid kernels.", "NUMBER", text => Values.Number(text), () => 0);
    readonly Option<int> degree = Values.Option("--degree", "Degree of the polynomial kernel.", "N", text => Values.Integer(text, 1, 20), () => 3);
    readonly Option<Weighting?> weighting = Values.Option<Weighting?>("--class-weight", "How classes of unequal size count: balanced without it, or none, or weights such as Fe2+=1,Fe3+=2.5.", "none|balanced|LABEL=W,…", Weighting.Parse);
    readonly Option<string?> scheme = Values.Choice("--scheme", "One machine per pair of classes (ovo), or one per class against the rest (ovr).", "ovo", "ovo", "ovr");
    readonly Option<EnergyWindow?> window = Values.Option<EnergyWindow?>("--window", "Energies to learn from, eV. Without it: the usual window of the edge.", "FROM:TO", Values.Window);
    readonly Option<string?> norm = Values.Choice("--normalize", "What each spectrum is divided by.", "max", "none", "max", "minmax", "l2", "area");
    readonly Option<string?> align = Values.Choice("--align", "Align each spectrum on its own L3: shape decides, not position. Without it: l3 for Mn, none for the others.", null, "none", "l3");
    readonly Option<string?> background = Values.Choice("--background", "Power-law background before the edge: removed where there is one, always (an error where it cannot be), or never.", "auto", "auto", "remove", "keep");
    readonly Option<double> shift = Values.Option("--shift-augment", "Add copies shifted by up to this much, eV; 0 for none.", "EV", text => Values.Number(text, 0, 20), () => 0);
    readonly Option<double> noise = Values.Option("--noise-augment", "Add copies with Gaussian noise of this part of the maximum; 0 for none.", "SIGMA", text => Values.Number(text, 0, 1), () => 0);
    readonly Option<int> copies = Values.Option("--copies", "Copies per spectrum and kind of augmentation.", "N", text => Values.Integer(text, 1, 100), () => 4);
    readonly Option<PcaDenoising?> pca = Values.Option<PcaDenoising?>("--pca", "Denoise by so many principal components, or by those up to the elbow of the scree plot.", "N|auto", text => new(text == "auto" ? null : Values.Integer(text, 1, 1000)));
    readonly Option<bool> spikes = new("--despike") { Description = "Remove X-ray spikes first." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in new Option[] { model, kernel, c, gamma, coef0, degree, weighting, scheme, window, norm, align, background, shift, noise, copies, pca, spikes })
            command.Add(option);
    }

    /// <summary>The plan that the user asked for.</summary>
    public TrainingPlan Plan(CommandRun run) => new(new SvmTrainer(new(
        Enum.Parse<KernelKind>(run.Value(kernel)!, ignoreCase: true),
        run.Value(c),
        run.Value(gamma),
        run.Value(coef0),
        run.Value(degree),
        (run.Value(weighting) ?? Weighting.Balanced).Kind)
    {
        Scheme = run.Value(scheme) == "ovr" ? MulticlassScheme.OneVersusRest : MulticlassScheme.OneVersusOne,
        ClassWeights = run.Value(weighting)?.Given,
    }))
    {
        Window = run.Value(window),
        Normalise = Enum.Parse<Norm>(run.Value(norm)!, ignoreCase: true),
        Align = run.Value(align) switch { "l3" => Alignment.L3, "none" => Alignment.None, _ => Alignment.Auto },
        Background = run.Value(background) switch { "remove" => BackgroundMode.Required, "keep" => BackgroundMode.None, _ => BackgroundMode.IfPresent },
        ShiftAugmentEv = run.Value(shift),
        NoiseAugment = run.Value(noise),
        Copies = run.Value(copies),
        Pca = run.Value(pca),
        RemoveSpikes = run.Value(spikes),
    };

    sealed record Weighting(ClassWeighting Kind, IReadOnlyDictionary<string, double>? Given)
    {
        public static Weighting Balanced { get; } = new(ClassWeighting.Balanced, null);

        public static Weighting Parse(string text) => text switch
        {
            "none" => new(ClassWeighting.None, null),
            "balanced" => Balanced,
            _ => new(ClassWeighting.None, Values.Weights(text)),
        };
    }
}

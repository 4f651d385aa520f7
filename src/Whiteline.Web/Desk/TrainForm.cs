using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Training;
using Whiteline.Web.Commands;

namespace Whiteline.Web.Desk;

/// <summary>The settings of the Train page, as a training plan and as the options of a command line: both say the same.</summary>
sealed record TrainForm
{
    // As the command line has them: a network sees one version of each spectrum an epoch, a machine all of them at once.
    const int CopiesForMachines = 4, CopiesForNetworks = 24;

    /// <summary>Names of the datasets; several are joined.</summary>
    public List<string> Datasets { get; private init; } = [];

    /// <summary><c>svm</c>, <c>mlp</c> or <c>cnn</c>. A preset that is not of this kind is dropped.</summary>
    public string Model
    {
        get;
        set
        {
            field = value;
            if (!Presets.Contains(Preset)) Preset = null;
        }
    } = "svm";

    /// <summary>Kernel of a machine.</summary>
    public KernelKind Kernel { get; set; } = KernelKind.Rbf;

    /// <summary>Soft-margin penalty of a machine.</summary>
    public double C { get; set; } = 10;

    /// <summary>γ of a machine; null for the one that suits the spectra.</summary>
    public double? Gamma { get; set; }

    /// <summary>Architecture of a network; null for the model's own.</summary>
    public string? Preset { get; set; }

    /// <summary>Most epochs of a network; null for as many as the spectra ask for.</summary>
    public int? Epochs { get; set; }

    /// <summary>What each spectrum is divided by.</summary>
    public Norm Norm { get; set; } = Norm.Max;

    /// <summary>Alignment on L3.</summary>
    public Alignment Align { get; set; } = Alignment.Auto;

    /// <summary>Lower end of the window to learn from, eV; null for the usual one.</summary>
    public double? FromEv { get; set; }

    /// <summary>Upper end.</summary>
    public double? ToEv { get; set; }

    /// <summary>Largest shift of altered copies, eV.</summary>
    public double ShiftEv { get; set; }

    /// <summary>Largest noise of altered copies, a part of the maximum.</summary>
    public double Noise { get; set; }

    /// <summary>How spectra are held out in cross-validation.</summary>
    public SplitKind Split { get; set; } = SplitKind.ByGroup;

    /// <summary>Folds of cross-validation.</summary>
    public int Folds { get; set; } = 5;

    /// <summary>Text before which groups' names count; empty for the whole name.</summary>
    public string GroupBefore { get; set; } = "";

    /// <summary>Name of the model to be written; empty for the dataset's.</summary>
    public string Name { get; set; } = "";

    /// <summary>True for a machine.</summary>
    public bool IsMachine => Model == "svm";

    /// <summary>Presets that suit the model.</summary>
    public IEnumerable<string> Presets => NetworkPresets.All.Where(preset => preset.Network.Kind == Model).Select(preset => preset.Name);

    /// <summary>The training plan.</summary>
    /// <param name="options">Knows how a network is trained in a process of its own.</param>
    /// <param name="epochs">Receives the epochs of a network, or null.</param>
    /// <exception cref="BadInputException">One end of the window is missing, or the ends are the wrong way round.</exception>
    public TrainingPlan Plan(ServeOptions options, IProgress<TrainingEpoch>? epochs) => new(Trainer(options, epochs))
    {
        Window = Window,
        Normalise = Norm,
        Align = Align,
        ShiftAugmentEv = ShiftEv,
        NoiseAugment = Noise,
        Copies = IsMachine ? CopiesForMachines : CopiesForNetworks,
    };

    /// <summary>Settings of their own that begin as these are.</summary>
    public TrainForm Copy() => this with { Datasets = [.. Datasets] };

    /// <summary>The division of cross-validation.</summary>
    public SplitPlan Division() => new(Split, Folds);

    /// <summary>The command line that trains.</summary>
    /// <exception cref="BadInputException">The window is none.</exception>
    public CommandText TrainCommand(string output) => WithOptions(new(["train", .. Datasets])).AddFile("--out", output);

    /// <summary>The command line that cross-validates.</summary>
    /// <exception cref="BadInputException">The window is none.</exception>
    public CommandText CrossvalCommand() => WithOptions(new(["crossval", .. Datasets]))
        .AddIf(Split == SplitKind.ByGroup, "--by-group")
        .AddIf(Split == SplitKind.LeaveOneGroupOut, "--leave-one-group-out")
        .Add("--folds", Split == SplitKind.LeaveOneGroupOut ? null : Folds)
        .Add("--group-before", GroupBefore.Length > 0 ? GroupBefore : null);

    EnergyWindow? Window => (FromEv, ToEv) switch
    {
        ({ } from, { } to) => new EnergyWindow(from, to),
        (null, null) => null,
        _ => throw new BadInputException("Give both ends of the window, or neither."),
    };

    ITrainer Trainer(ServeOptions options, IProgress<TrainingEpoch>? epochs) => IsMachine
        ? new SvmTrainer(new SvmOptions(Kernel, C, Kernel is KernelKind.Linear or KernelKind.Cosine ? null : Gamma))
        : new IsolatedNetworkTrainer(NetworkPresets.All.First(preset => preset.Name == (Preset ?? Model)).Network, new NetworkOptions(Epochs: Epochs), options.TrainingWorker) { Epochs = epochs };

    CommandText WithOptions(CommandText command) => command
        .Add("--model", Model)
        .Add("--kernel", IsMachine ? Kernel.ToString().ToLowerInvariant() : null)
        .Add("--C", IsMachine ? C : null)
        .Add("--gamma", IsMachine && Kernel is not (KernelKind.Linear or KernelKind.Cosine) ? Gamma : null)
        .Add("--preset", IsMachine ? null : Preset)
        .Add("--epochs", IsMachine ? null : Epochs)
        .Add("--normalize", Norm == Norm.Max ? null : Norm.ToString().ToLowerInvariant())
        .Add("--align", Align switch { Alignment.None => "none", Alignment.L3 => "l3", Alignment.PositionOnly => "position", _ => null })
        .Add("--window", Window is { } window ? FormattableString.Invariant($"{window.FromEv}:{window.ToEv}") : null)
        .Add("--shift-augment", ShiftEv > 0 ? ShiftEv : null)
        .Add("--noise-augment", Noise > 0 ? Noise : null);
}

using System.Text.Json.Serialization;
using Whiteline.Learning.Augmentation;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Comparison;

/// <summary>One combination of a comparative study.</summary>
/// <param name="Classifier">Name of the classifier.</param>
/// <param name="Window">Part of the spectrum.</param>
/// <param name="Norm">Normalisation.</param>
/// <param name="Training">What it trains on.</param>
/// <param name="Alignment">Whether the absolute energy axis counts.</param>
/// <param name="TrainedShiftEv">Largest shift of shifted training, eV; null for the plan's.</param>
/// <param name="PerClass">Spectra of a class to train on; null for all of them.</param>
public sealed record ComparisonCell(
    string Classifier, StudyWindow Window, Norm Norm, TrainingData Training, Alignment Alignment, double? TrainedShiftEv = null, int? PerClass = null)
{
    /// <summary>Name that a file can have, different for every cell.</summary>
    [JsonIgnore]
    public string Key => FormattableString.Invariant(
        $"{Classifier}-{Window}-{Norm}-{Training}{TrainedShiftEv:'-'0.###'ev'}-{AxisWords}{PerClass:'-'0'each'}").ToLowerInvariant().Replace(' ', '-');

    /// <summary>What becomes of the position of single spectra, in words.</summary>
    [JsonIgnore]
    public string AxisWords => Alignment switch { Alignment.L3 => "aligned", Alignment.PositionOnly => "position only", _ => "absolute" };

    /// <summary>True for the combinations of the study itself, false for those that only fill a curve or the matrix of shifts.</summary>
    [JsonIgnore]
    public bool IsWhole => TrainedShiftEv is null && PerClass is null;

    /// <summary>The cell in a few words.</summary>
    [JsonIgnore]
    public string Words => $"{Classifier}; {Window}, {Norm}, {Training}, {AxisWords}";

    /// <summary>True when all conditions but the window are the first of the plan.</summary>
    public bool IsPlain(ComparisonPlan plan) => Norm == plan.Normalisations[0] && Training == plan.Trainings[0] && Alignment == plan.Alignments[0];

    /// <summary>The combinations that a plan asks for and that the spectra allow.</summary>
    public static IReadOnlyList<ComparisonCell> Of(ComparisonPlan plan, LabeledSpectra data)
    {
        var windows = plan.Windows.Where(window => Holds(data, window)).ToArray();
        var alignments = plan.Alignments.Where(alignment => alignment != Alignment.L3 || TrainedModel.ElementOf(data.Classes) is not null).ToArray();
        if (windows.Length == 0 || alignments.Length == 0) throw new BadInputException("The spectra hold none of the windows of the plan, or cannot be aligned as it asks. Give spectra of one element with its white lines, or another plan.");
        var every = from classifier in plan.Classifiers
                    from window in windows
                    from norm in plan.Normalisations
                    from training in plan.Trainings
                    from alignment in alignments
                    let cell = new ComparisonCell(classifier, window, norm, training, alignment)
                    where cell.MakesSense && !cell.IsDearPosition(plan) && (plan.Full || cell.DiffersInOne(windows[0], plan.Normalisations[0], plan.Trainings[0], alignments[0]) || cell.IsInFocus(plan, windows[0]))
                    select cell;
        var middle = new ComparisonCell("", windows[0], plan.Normalisations[0], TrainingData.Plain, alignments[0]);
        var fewest = data.Classes.Min(label => data.Labels.Count(other => other == label));
        var more = from classifier in plan.Focus.Intersect(plan.Classifiers)
                   from cell in plan.TrainedShiftsEv.Select(shift => middle with { Training = TrainingData.Shifted, TrainedShiftEv = shift })
                       .Concat(plan.TrainingSizes.Where(size => size < fewest).Select(size => middle with { PerClass = size }))
                   select cell with { Classifier = classifier };
        return [.. every, .. more];
    }

    /// <summary>How the cell's models are trained.</summary>
    public TrainingPlan Plan(ComparisonPlan plan, LabeledSpectra data, Learning.ITrainer trainer, Func<string, IGeneratorTrainer> generator) => new(trainer)
    {
        Generate = Training == TrainingData.Generated ? new(generator(plan.Generator), plan.GeneratedPerClass) : null,
        Window = EnergyWindowOf(data),
        Normalise = Norm,
        Align = Alignment,
        ShiftAugmentEv = Training is TrainingData.Shifted or TrainingData.ShiftedNoisy ? TrainedShiftEv ?? (Alignment == Alignment.L3 ? plan.AlignedShiftAugmentEv : plan.ShiftAugmentEv) : 0,
        NoiseAugment = Training is TrainingData.Noisy or TrainingData.ShiftedNoisy ? plan.NoiseAugment : 0,
        Copies = StudyClassifiers.IsNetwork(Classifier) ? plan.NetworkCopies : plan.Copies,
    };

    /// <summary>The energies that the cell's models see, eV; null for the usual window of the white lines, or the whole axis.</summary>
    public EnergyWindow? EnergyWindowOf(LabeledSpectra data) => Window switch
    {
        StudyWindow.OK => Edge.OK.Window,
        StudyWindow.Both => new(Edge.OK.Window.FromEv, Math.Min(Edge.L23Of(TrainedModel.ElementOf(data.Classes)!)!.Window.ToEv, data.Axis.LastEv)),
        _ => null,
    };

    static bool Holds(LabeledSpectra data, StudyWindow window)
    {
        if (window == StudyWindow.L23) return true;
        var edge = TrainedModel.ElementOf(data.Classes) is { } element ? Edge.L23Of(element) : null;
        return edge is not null && data.Axis.Covers(Edge.OK.Window) && (window == StudyWindow.OK || data.Axis.LastEv > edge.OnsetEv + 10);
    }

    // White-line methods need white lines in counts, and one cannot align on L3 without L3.
    bool MakesSense => (Window == StudyWindow.L23 || Alignment != Alignment.L3) && (!StudyClassifiers.NeedsWhiteLines(Classifier) || (Window == StudyWindow.L23 && Alignment != Alignment.PositionOnly));

    // A network that sees nothing but a line learns what a machine learns, at many times the price.
    bool IsDearPosition(ComparisonPlan plan) => Alignment == Alignment.PositionOnly && StudyClassifiers.IsNetwork(Classifier) && !plan.Focus.Contains(Classifier);

    // Of the classifiers in focus: every training on aligned spectra, and what the position alone tells in every window.
    bool IsInFocus(ComparisonPlan plan, StudyWindow usual) =>
        plan.Focus.Contains(Classifier) && Norm == plan.Normalisations[0]
        && ((Alignment == Alignment.L3 && Window == usual && Training is TrainingData.Plain or TrainingData.ShiftedNoisy) || (Alignment == Alignment.PositionOnly && Training == plan.Trainings[0]));

    bool DiffersInOne(StudyWindow window, Norm norm, TrainingData training, Alignment alignment)
    {
        var differences = (Window != window ? 1 : 0) + (Norm != norm ? 1 : 0) + (Training != training ? 1 : 0) + (Alignment != alignment ? 1 : 0);
        return differences == 0 || differences == 1 && (Norm == norm || StudyClassifiers.IsMachine(Classifier));
    }
}

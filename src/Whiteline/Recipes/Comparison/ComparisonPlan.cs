using System.Text.Json;
using System.Text.Json.Serialization;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Comparison;

/// <summary>How the copies that are added in training are made.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingData>))]
public enum TrainingData
{
    /// <summary>None are added.</summary>
    Plain,

    /// <summary>Shifted along the energy axis.</summary>
    Shifted,

    /// <summary>With Gaussian noise.</summary>
    Noisy,

    /// <summary>Shifted and with Gaussian noise.</summary>
    ShiftedNoisy,

    /// <summary>None; but synthetic spectra, made from the training spectra.</summary>
    Generated,

    /// <summary>Synthetic spectra alone, made from the training spectra.</summary>
    Synthetic,
}

/// <summary>The part of the spectrum that is learned from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StudyWindow>))]
public enum StudyWindow
{
    /// <summary>The white lines; the whole axis where the labels name several elements.</summary>
    L23,

    /// <summary>The oxygen K edge.</summary>
    OK,

    /// <summary>From the oxygen K edge to the end of the white lines.</summary>
    Both,
}

/// <summary>
/// What a comparative study runs. The conditions are varied one at a time about the first of each list, which keeps the number of trainings small;
/// <see cref="Full"/> takes every combination.
/// </summary>
public sealed record ComparisonPlan
{
    /// <summary>Names of the classifiers; see <see cref="StudyClassifiers"/>.</summary>
    public IReadOnlyList<string> Classifiers { get; init; } = StudyClassifiers.Names;

    /// <summary>Windows; those that the axis does not hold are left out.</summary>
    public IReadOnlyList<StudyWindow> Windows { get; init; } = [StudyWindow.L23, StudyWindow.OK, StudyWindow.Both];

    /// <summary>Normalisations, tried with the support vector machines.</summary>
    public IReadOnlyList<Norm> Normalisations { get; init; } = [Norm.Max, Norm.None, Norm.MinMax, Norm.L2, Norm.Area];

    /// <summary>Training with and without altered copies.</summary>
    public IReadOnlyList<TrainingData> Trainings { get; init; } = [TrainingData.Plain, TrainingData.Shifted, TrainingData.Noisy, TrainingData.ShiftedNoisy, TrainingData.Generated, TrainingData.Synthetic];

    /// <summary>With the absolute energy axis, with each spectrum aligned on its own L3, and with nothing left but the position of its maximum.</summary>
    public IReadOnlyList<Alignment> Alignments { get; init; } = [Alignment.None, Alignment.L3, Alignment.PositionOnly];

    /// <summary>True to run every combination.</summary>
    public bool Full { get; init; }

    /// <summary>Classifiers of the matrix of shifts and of the curve over the training size.</summary>
    public IReadOnlyList<string> Focus { get; init; } = ["svm-rbf", "cnn"];

    /// <summary>Largest shifts trained with in the matrix of shifts, eV.</summary>
    public IReadOnlyList<double> TrainedShiftsEv { get; init; } = [1, 2, 4, 6];

    /// <summary>Spectra of a class to train on, for the curve over the training size; those that the data do not reach are left out.</summary>
    public IReadOnlyList<int> TrainingSizes { get; init; } = [5, 10, 20, 50, 100, 200];

    /// <summary>Folds of the cross-validations, 2 or more.</summary>
    public int Folds { get; init; } = 4;

    /// <summary>Most spectra of a class that are taken, at random; networks learn for as long as there are spectra.</summary>
    public int MostPerClass { get; init; } = 300;

    /// <summary>Largest shift of the copies of shifted training, eV.</summary>
    public double ShiftAugmentEv { get; init; } = 4;

    /// <summary>The same for spectra that are aligned, eV: what alignment may leave.</summary>
    public double AlignedShiftAugmentEv { get; init; } = 2;

    /// <summary>Largest noise of the copies of noisy training, part of the peak.</summary>
    public double NoiseAugment { get; init; } = 0.3;

    /// <summary>Copies of every spectrum for all classifiers but networks.</summary>
    public int Copies { get; init; } = 8;

    /// <summary>Copies of every spectrum for networks, which see one version an epoch.</summary>
    public int NetworkCopies { get; init; } = 24;

    /// <summary>Steps (batches) of a network's training, about; early stopping may end it sooner.</summary>
    public int NetworkSteps { get; init; } = 1500;

    /// <summary>How synthetic spectra are made: <c>classical</c>, <c>mixup</c>, <c>smote</c>, <c>pca</c>, <c>vae</c> or <c>gan</c>.</summary>
    public string Generator { get; init; } = "gan";

    /// <summary>Spectra of a class in training on synthetic spectra, and those that generated training fills each class up to; 2 or more.</summary>
    public int GeneratedPerClass { get; init; } = 500;

    /// <summary>Shifts of the shift curve, eV.</summary>
    public IReadOnlyList<double> ShiftsEv { get; init; } = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5];

    /// <summary>Multiples of the PCA noise.</summary>
    public IReadOnlyList<double> NoiseMultiples { get; init; } = [1, 2, 3, 4, 5];

    /// <summary>Gaussian noise, parts of the peak.</summary>
    public IReadOnlyList<double> GaussianSigmas { get; init; } = [0, 0.05, 0.1, 0.2];

    /// <summary>Doses, electrons at the peak.</summary>
    public IReadOnlyList<double> PeakCounts { get; init; } = [10, 30, 100, 300];

    /// <summary>Broadenings, eV.</summary>
    public IReadOnlyList<double> BroadeningsEv { get; init; } = [0.5, 1, 2, 3];

    /// <summary>Channel widths, eV.</summary>
    public IReadOnlyList<double> DispersionsEv { get; init; } = [0.1, 0.25, 0.5, 1, 2];

    /// <summary>A plan that two cores finish in five minutes.</summary>
    public static ComparisonPlan Quick => new()
    {
        Normalisations = [Norm.Max, Norm.None, Norm.L2],
        Trainings = [TrainingData.Plain, TrainingData.Shifted, TrainingData.Synthetic],
        Generator = "pca",
        GeneratedPerClass = 100,
        Focus = ["svm-rbf"],
        Folds = 3,
        MostPerClass = 60,
        TrainedShiftsEv = [2, 4],
        TrainingSizes = [5, 20],
        Copies = 4,
        NetworkSteps = 120,
        ShiftsEv = [-4, -2, 0, 2, 4],
        NoiseMultiples = [1, 3, 5],
        GaussianSigmas = [0, 0.1, 0.2],
        PeakCounts = [10, 100],
        BroadeningsEv = [1, 3],
        DispersionsEv = [0.5, 2],
    };

    /// <summary>Everything wrong with the plan, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var name in Classifiers.Except(StudyClassifiers.Names)) yield return $"The plan names the classifier '{name}'; known are {string.Join(", ", StudyClassifiers.Names)}.";
        if (Classifiers.Count == 0 || Windows.Count == 0 || Normalisations.Count == 0 || Trainings.Count == 0 || Alignments.Count == 0)
            yield return "The plan has an empty list of classifiers, windows, normalisations, trainings or alignments; give at least one of each.";
        if (Folds is < 2 or > 1000) yield return $"The plan asks for {Folds} folds; give 2 to 1000.";
        if (MostPerClass < Folds) yield return $"The plan takes {MostPerClass} spectra of a class, fewer than its {Folds} folds.";
        foreach (var name in Focus.Except(StudyClassifiers.Names)) yield return $"The plan's focus names the classifier '{name}'; known are {string.Join(", ", StudyClassifiers.Names)}.";
        if (TrainedShiftsEv.Any(shift => !(shift is > 0 and <= 20))) yield return "The plan trains with a shift that is not above 0 and at most 20 eV.";
        if (TrainingSizes.Any(size => size < 2)) yield return "The plan trains on fewer than 2 spectra of a class.";
        if (NetworkSteps is < 1 or > 1_000_000) yield return $"The plan asks for {NetworkSteps} steps of the networks; give 1 to 1000000.";
        if (GeneratedPerClass is < 2 or > 1_000_000) yield return $"The plan fills each class up to {GeneratedPerClass} spectra; give 2 to 1,000,000.";
        if (Copies is < 1 or > 100 || NetworkCopies is < 1 or > 100) yield return $"The plan asks for {Copies} copies of a spectrum, and {NetworkCopies} for networks; give 1 to 100.";
        if (!(ShiftAugmentEv is > 0 and <= 20) || !(AlignedShiftAugmentEv is > 0 and <= 20))
            yield return FormattableString.Invariant($"The plan shifts training spectra by {ShiftAugmentEv} eV, aligned ones by {AlignedShiftAugmentEv} eV; both must be above 0 and at most 20 eV.");
        if (!(NoiseAugment is > 0 and <= 1)) yield return FormattableString.Invariant($"The plan adds noise of {NoiseAugment} to training spectra; it must be above 0 and at most 1, a part of the peak.");
        foreach (var problem in Test().Problems()) yield return problem;
    }

    /// <summary>What each trained model is tested with.</summary>
    public EvaluationPlan Test() => new() { ShiftsEv = ShiftsEv, NoiseMultiples = NoiseMultiples, GaussianSigmas = GaussianSigmas, PeakCounts = PeakCounts, BroadeningsEv = BroadeningsEv, DispersionsEv = DispersionsEv };

    /// <summary>The plan as JSON; what <see cref="Read"/> takes.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ComparisonJson.Default.ComparisonPlan);

    /// <summary>Reads a plan; what it leaves out has its default.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file it is from, for messages.</param>
    /// <exception cref="BadInputException">It is no plan, or has a problem.</exception>
    public static ComparisonPlan Read(string json, string source)
    {
        var given = SettingsFile.Parse(json, source, "plan of a comparison", "Take the plan.json of an earlier comparison and change its values.");
        var plan = SettingsFile.Read(given, new ComparisonPlan(), ComparisonJson.Default.ComparisonPlan, source, "a plan");
        return plan.Problems().FirstOrDefault() is { } problem ? throw new BadInputException($"'{source}': {problem}") : plan;
    }
}

using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Comparison;

/// <summary>What the spectra say to a claim.</summary>
public enum FindingVerdict
{
    /// <summary>The data confirm it.</summary>
    Confirmed,

    /// <summary>The data contradict it.</summary>
    Contradicted,

    /// <summary>The difference is within the uncertainty.</summary>
    Undecided,

    /// <summary>The data cannot tell: a condition was not run.</summary>
    NotTested,
}

/// <summary>A claim of the founding study (del-Pozo-Bueno et al.) put to the test on the spectra at hand.</summary>
/// <param name="Claim">The claim, a sentence.</param>
/// <param name="Verdict">What the data say.</param>
/// <param name="Evidence">The numbers, a sentence.</param>
public sealed record Finding(string Claim, FindingVerdict Verdict, string Evidence)
{
    // Differences of accuracy below this are no differences to a user.
    const double Level = 0.01;

    // As good as another is what is not worse by this with 95 %: less cannot be shown on a few hundred spectra.
    const double Margin = 0.05;

    /// <summary>All claims that a comparison can test.</summary>
    public static IReadOnlyList<Finding> Of(ComparisonResult result) =>
    [
        WhiteLinesOrOxygen(result), Robust(result), ShiftedTraining(result), ConvolutionalAmongNets(result), NetsAgainstMachines(result), Cosine(result), Position(result), .. Generated(result),
    ];

    static Finding WhiteLinesOrOxygen(ComparisonResult result) => Pair(
        result,
        "White lines are a more reliable feature than the oxygen K edge.",
        ("white lines", Best(result, cell => cell.Window == StudyWindow.L23 && AtBase(result, cell, ignoreWindow: true))),
        ("O K", Best(result, cell => cell.Window == StudyWindow.OK && AtBase(result, cell, ignoreWindow: true))),
        "The spectra do not hold the oxygen K edge, or it was not asked for.");

    static Finding Robust(ComparisonResult result)
    {
        const string claim = "Support vector machines are robust to energy shifts.";
        if (Best(result, cell => StudyClassifiers.IsStudyMachine(cell.Classifier) && AtBase(result, cell)) is not { ShiftCurve.Count: > 1 } best) return Untested(claim, "No shift curve was run.");
        double still = best.Test, within = best.MeanWithin(1), wide = best.MeanWithin(4);
        if (IsGuessing(result, still)) return Untested(claim, FormattableString.Invariant($"{best.Cell.Classifier} labels {still:0.000} of the test spectra rightly without any shift, no better than a guess: there is nothing to lose."));
        return new(
            claim,
            within >= still - Margin ? FindingVerdict.Confirmed : FindingVerdict.Contradicted,
            FormattableString.Invariant($"{best.Cell.Classifier}: {still:0.000} without shift, {within:0.000} on average within ±1 eV, {wide:0.000} within ±4 eV."));
    }

    static Finding ShiftedTraining(ComparisonResult result)
    {
        const string claim = "Training on shifted spectra makes support vector machines better where spectra are shifted.";
        var shifted = Best(result, cell => StudyClassifiers.IsStudyMachine(cell.Classifier) && cell.Training == TrainingData.Shifted && AtBase(result, cell, ignoreTraining: true), by: one => one.MeanWithin(4));
        var plain = Best(result, cell => StudyClassifiers.IsStudyMachine(cell.Classifier) && AtBase(result, cell), by: one => one.MeanWithin(4));
        if (shifted is null && result.Cells.Any(cell => cell.Failure is null && cell.Cell.TrainedShiftEv is not null))
            return Untested(claim, "Training on shifted spectra was run for the matrix of shifts alone, and not as this claim is tested: add \"shifted\" to the plan's trainings.");
        if (shifted is null || plain is null) return Untested(claim, "Training on shifted spectra was not run.");
        if (shifted.ShiftCurve.Count < 2) return Untested(claim, "No shift curve was run.");
        var difference = shifted.MeanWithin(4) - plain.MeanWithin(4);
        return new(
            claim,
            Judge(difference),
            FormattableString.Invariant($"On average within ±4 eV: {shifted.MeanWithin(4):0.000} ({shifted.Cell.Classifier}, trained on shifts up to ±{result.Plan.ShiftAugmentEv:0.#} eV) against {plain.MeanWithin(4):0.000} ({plain.Cell.Classifier})."));
    }

    static Finding ConvolutionalAmongNets(ComparisonResult result) => Pair(
        result,
        "Convolutional networks are the best of the networks.",
        ("convolutional network", Best(result, cell => cell.Classifier == "cnn" && AtBase(result, cell, ignoreTraining: true))),
        ("multilayer perceptron", Best(result, cell => cell.Classifier == "mlp" && AtBase(result, cell, ignoreTraining: true))),
        "Both kinds of networks are needed.");

    static Finding NetsAgainstMachines(ComparisonResult result)
    {
        const string claim = "Networks reach the best support vector machines.";
        var network = Best(result, cell => StudyClassifiers.IsNetwork(cell.Classifier) && AtBase(result, cell, ignoreTraining: true));
        var machine = Best(result, cell => StudyClassifiers.IsStudyMachine(cell.Classifier) && AtBase(result, cell, ignoreTraining: true));
        if (network is null || machine is null) return Untested(claim, "Networks and support vector machines are needed.");
        var paired = result.Compare(network, machine);
        return new(
            claim,
            AsGood(paired, Level),
            Words(network.Cell.Classifier, network, machine.Cell.Classifier, machine, paired));
    }

    static Finding Cosine(ComparisonResult result)
    {
        const string claim = "The cosine kernel without normalisation is as accurate as the other kernels with it.";
        var cosine = Best(result, cell => cell.Classifier == "svm-cosine" && cell.Norm == Norm.None && AtBase(result, cell, ignoreNorm: true));
        var others = Best(result, cell => StudyClassifiers.IsStudyMachine(cell.Classifier) && cell.Classifier != "svm-cosine" && cell.Norm != Norm.None && AtBase(result, cell, ignoreNorm: true));
        if (cosine is null || others is null) return Untested(claim, "The cosine kernel without normalisation and another kernel with it are needed.");
        var paired = result.Compare(cosine, others);
        return new(
            claim,
            AsGood(paired, Level),
            Words("cosine, not normalised", cosine, FormattableString.Invariant($"{others.Cell.Classifier}, normalised ({others.Cell.Norm})"), others, paired));
    }

    static Finding Position(ComparisonResult result)
    {
        const string claim = "The absolute energy axis carries the decision, not the shape of the edge.";
        var absolute = Best(result, cell => cell.Alignment == Alignment.None && AtBase(result, cell, ignoreAlignment: true));
        var aligned = Best(result, cell => cell.Alignment == Alignment.L3 && AtBase(result, cell, ignoreAlignment: true));
        if (absolute is null || aligned is null) return Untested(claim, "Spectra aligned on their own L3 were not run.");
        var paired = result.Compare(absolute, aligned);
        return new(claim, paired.Low > 0 && paired.Difference > Level ? FindingVerdict.Confirmed : paired.High < Margin ? FindingVerdict.Contradicted : FindingVerdict.Undecided, Words("absolute axis", absolute, "each spectrum aligned on its own L3", aligned, paired));
    }

    static IEnumerable<Finding> Generated(ComparisonResult result)
    {
        // A small loss is what the scarce measured spectra are saved for.
        const double loss = 0.02;
        var claim = $"Synthetic spectra ({result.Plan.Generator}) are good enough to train on.";
        CellResult? Tested(Func<string, bool> classifier, TrainingData training) => result.Scored
            .Where(cell => classifier(cell.Cell.Classifier) && cell.Cell.Training == training && AtBase(result, cell.Cell, ignoreTraining: true)).MaxBy(cell => cell.Test);
        var any = false;
        foreach (var (kind, which) in new (string, Func<string, bool>)[] { ("support vector machines", StudyClassifiers.IsStudyMachine), ("networks", StudyClassifiers.IsNetwork) })
        {
            if (Tested(which, TrainingData.Synthetic) is not { } synthetic || Tested(which, TrainingData.Plain) is not { } measured) continue;
            any = true;
            if (IsGuessing(result, measured.Test))
            {
                yield return Untested($"{claim[..^1]}: {kind}.", FormattableString.Invariant($"Trained on the measured spectra, the best labels {measured.Test:0.000} of the test spectra rightly ({measured.Cell.Classifier}), no better than a guess; on synthetic ones alone {synthetic.Test:0.000} ({synthetic.Cell.Classifier})."));
                continue;
            }
            var paired = result.CompareOnTest(synthetic, measured);
            var both = Tested(which, TrainingData.Generated);
            yield return new(
                $"{claim[..^1]}: {kind}.",
                AsGood(paired, loss),
                FormattableString.Invariant($"On {result.TestWords}: {synthetic.Test:0.000} ({synthetic.Cell.Classifier}) trained on synthetic spectra alone, {measured.Test:0.000} ({measured.Cell.Classifier}) on the measured ones{(both is null ? "" : FormattableString.Invariant($", {both.Test:0.000} ({both.Cell.Classifier}) on both"))}; difference {paired.Difference:+0.000;-0.000;0.000}, 95 % within {paired.Low:+0.000;-0.000;0.000} to {paired.High:+0.000;-0.000;0.000}."));
        }
        if (!any) yield return Untested(claim, "Training on synthetic spectra was not run.");
    }

    static Finding Pair(ComparisonResult result, string claim, (string Name, CellResult? Cell) better, (string Name, CellResult? Cell) worse, string missing)
    {
        if (better.Cell is null || worse.Cell is null) return Untested(claim, missing);
        var paired = result.Compare(better.Cell, worse.Cell);
        return new(
            claim,
            paired.Low > 0 ? FindingVerdict.Confirmed : paired.High < 0 ? FindingVerdict.Contradicted : FindingVerdict.Undecided,
            Words($"{better.Name} ({better.Cell.Cell.Classifier})", better.Cell, $"{worse.Name} ({worse.Cell.Cell.Classifier})", worse.Cell, paired));
    }

    static string Words(string one, CellResult first, string other, CellResult second, Learning.Metrics.PairedComparison paired) => FormattableString.Invariant(
        $"{one}: {first.Honest!.Accuracy:0.000}; {other}: {second.Honest!.Accuracy:0.000}; difference {paired.Difference:+0.000;-0.000;0.000}, 95 % within {paired.Low:+0.000;-0.000;0.000} to {paired.High:+0.000;-0.000;0.000} (McNemar p {(paired.McNemarP < 0.001 ? "< 0.001" : FormattableString.Invariant($"= {paired.McNemarP:0.000}"))}).");

    // Who always says the commonest state is as good, or almost.
    static bool IsGuessing(ComparisonResult result, double accuracy) =>
        accuracy < result.Test.Classes.Max(label => result.Test.Labels.Count(other => other == label)) / (double)result.Test.Count + Margin;

    static FindingVerdict AsGood(Learning.Metrics.PairedComparison paired, double loss) =>
        paired.High < 0 && paired.Difference < -loss ? FindingVerdict.Contradicted : paired.Low >= -Margin ? FindingVerdict.Confirmed : FindingVerdict.Undecided;

    static FindingVerdict Judge(double difference) => difference > Level ? FindingVerdict.Confirmed : difference < -Level ? FindingVerdict.Contradicted : FindingVerdict.Undecided;

    static Finding Untested(string claim, string why) => new(claim, FindingVerdict.NotTested, why);

    static CellResult? Best(ComparisonResult result, Func<ComparisonCell, bool> which, Func<CellResult, double>? by = null) =>
        result.Scored.Where(one => one.Honest is not null && which(one.Cell)).OrderByDescending(by ?? (one => one.Honest!.Accuracy)).FirstOrDefault();

    static bool AtBase(ComparisonResult result, ComparisonCell cell, bool ignoreWindow = false, bool ignoreNorm = false, bool ignoreTraining = false, bool ignoreAlignment = false) =>
        (ignoreWindow || cell.Window == result.Windows[0]) && (ignoreNorm || cell.Norm == result.Plan.Normalisations[0])
        && (ignoreTraining || cell.Training == result.Plan.Trainings[0]) && (ignoreAlignment || cell.Alignment == result.Alignments[0]);
}

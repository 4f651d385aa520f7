using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Generation;

/// <summary>
/// What synthetic spectra are good for: classifiers trained on them (TSTR: train on synthetic, test on real; Esteban, Hyland and Rätsch, 2017) or on both, tested on
/// measured spectra of other groups and of other sources. The generators learn from the training part of each division alone.
/// </summary>
public sealed record UtilityStudy
{
    /// <summary>How a classifier's models are trained, apart from synthetic spectra, by its name.</summary>
    public required IReadOnlyDictionary<string, TrainingPlan> Classifiers { get; init; }

    /// <summary>The methods.</summary>
    public required IReadOnlyList<IGeneratorTrainer> Methods { get; init; }

    /// <summary>Synthetic spectra of each class to train on.</summary>
    public int PerClass { get; init; } = 300;

    /// <summary>Divisions, by whole groups where groups are known.</summary>
    public int Folds { get; init; } = 3;

    /// <summary>Measured spectra of a class, for the curve over the training size.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [5, 10, 20, 50, 100];

    /// <summary>Draws of so many spectra.</summary>
    public int Draws { get; init; } = 3;

    /// <summary>Trains on measured, on synthetic and on both.</summary>
    /// <param name="measured">Measured spectra on a trusted axis.</param>
    /// <param name="references">Measured spectra of other sources, whose axis each model judges; null for none.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="BadInputException">Too few groups, or the spectra suit a method or a classifier not.</exception>
    public IReadOnlyList<UtilityScore> Run(LabeledSpectra measured, LabeledSpectra? references, TrainingContext context)
    {
        var (splits, words) = Divide(measured, context);
        var scores = new List<UtilityScore>();
        foreach (var method in Methods)
        {
            var right = Classifiers.Keys.ToDictionary(name => name, _ => new Tally(), StringComparer.Ordinal);
            var elsewhere = Classifiers.Keys.ToDictionary(name => name, _ => new Tally(), StringComparer.Ordinal);
            for (var fold = 0; fold < splits.Count; fold++)
            {
                var inside = context with { Seed = context.Seed.Branch("utility", fold), Progress = null };
                var (training, held) = (measured.Subset(splits[fold].Training), measured.Subset(splits[fold].Held));
                context.Progress?.Report(new($"training on spectra by {method.Name}", fold, splits.Count));
                var made = FidelityStudy.Make(method, training, PerClass, inside);
                foreach (var (name, plan) in Classifiers)
                {
                    var onReal = ModelTraining.Run(training, plan, [], inside);
                    var onSynthetic = ModelTraining.Run(Unmarked(made), plan, [], inside);
                    var onBoth = ModelTraining.Run(SyntheticSpectra.Join(training, made), plan, [], inside);
                    var back = Accuracy(onReal, Unmarked(made), KnownAxis.AsWritten, inside);
                    right[name].Add(held.Count, Accuracy(onReal, held, KnownAxis.AsWritten, inside), Accuracy(onSynthetic, held, KnownAxis.AsWritten, inside), Accuracy(onBoth, held, KnownAxis.AsWritten, inside), back);
                    if (references is not null)
                        elsewhere[name].Add(references.Count, Accuracy(onReal, references, null, inside), Accuracy(onSynthetic, references, null, inside), Accuracy(onBoth, references, null, inside), back);
                }
            }
            foreach (var name in Classifiers.Keys)
            {
                scores.Add(right[name].Score(method.Name, name, words));
                if (references is not null) scores.Add(elsewhere[name].Score(method.Name, name, "other sources") with { Tested = references.Count });
            }
        }
        return scores;
    }

    /// <summary>Trains on few measured spectra, alone and filled up by each method; the first division holds the test spectra.</summary>
    /// <param name="measured">Measured spectra on a trusted axis.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="BadInputException">As <see cref="Run"/>.</exception>
    public IReadOnlyList<SizePoint> BySize(LabeledSpectra measured, TrainingContext context)
    {
        var split = Divide(measured, context).Splits[0];
        var (known, asked) = (measured.Subset(split.Training), measured.Subset(split.Held));
        var fewest = known.Classes.Min(label => known.Labels.Count(other => other == label));
        var points = new List<SizePoint>();
        int[] sizes = [.. Sizes.Where(size => size <= fewest)];
        foreach (var size in sizes)
            foreach (var method in (IGeneratorTrainer?[])[null, .. Methods])
            {
                context.Progress?.Report(new($"training on {size} spectra of each class, {method?.Name ?? SizePoint.NoMethod}", Array.IndexOf(sizes, size), sizes.Length));
                foreach (var (name, plan) in Classifiers)
                {
                    double[] accuracies = [.. Enumerable.Range(0, Draws).Select(draw =>
                    {
                        // The same draws for all methods.
                        var inside = context with { Seed = context.Seed.Branch($"utility/size/{size}", draw), Progress = null };
                        var few = Few(known, size, inside);
                        return Accuracy(ModelTraining.Run(few, plan with { Generate = method is null ? null : new(method, PerClass) }, [], inside), asked, KnownAxis.AsWritten, inside);
                    })];
                    points.Add(new(method?.Name ?? SizePoint.NoMethod, name, size, accuracies.Average(), accuracies.Min(), accuracies.Max()));
                }
            }
        return points;
    }

    (IReadOnlyList<Split> Splits, string Words) Divide(LabeledSpectra measured, TrainingContext context)
    {
        var byGroup = measured.Groups is { } groups && groups.Distinct(StringComparer.Ordinal).Count() >= Folds;
        var splits = new SplitPlan(byGroup ? SplitKind.ByGroup : SplitKind.Stratified, Folds).Divide(measured, context.Seed.Branch("utility/division"));
        foreach (var split in splits)
            if (measured.Classes.FirstOrDefault(label => !split.Training.Any(i => measured.Labels[i] == label)) is { } lacking)
                throw new BadInputException($"With a part of the groups held out, no spectrum of {lacking} is left to train on. Give more groups, or leave out what trains classifiers.");
        return (splits, byGroup ? "other groups" : "other spectra");
    }

    static double Accuracy(TrainedModel model, LabeledSpectra asked, KnownAxis? axis, TrainingContext context) =>
        Evaluation.Run(model, asked, new EvaluationPlan { Axis = axis }, new("the test spectra", context.Seed, context.Threads, context.Cancellation)).Scores.Accuracy;

    // The one place where synthetic spectra stand for measured ones: to train on them alone, and to ask a model of measured spectra about them.
    static LabeledSpectra Unmarked(LabeledSpectra made) => new(made.Axis, made.Intensity.ToArray(), made.Labels);

    static LabeledSpectra Few(LabeledSpectra known, int size, TrainingContext context)
    {
        var random = context.Seed.Branch("few").Random();
        var kept = new List<int>();
        foreach (var label in known.Classes)
        {
            int[] members = [.. Enumerable.Range(0, known.Count).Where(i => known.Labels[i] == label)];
            random.Shuffle<int>(members);
            kept.AddRange(members.Take(size));
        }
        return known.Subset([.. kept.Order()]);
    }

    sealed class Tally
    {
        int count;
        double real, synthetic, both, back;

        public void Add(int tested, double onReal, double onSynthetic, double onBoth, double realOnSynthetic)
        {
            count += tested;
            real += tested * onReal;
            synthetic += tested * onSynthetic;
            both += tested * onBoth;
            back += tested * realOnSynthetic;
        }

        public UtilityScore Score(string method, string classifier, string testedOn) => new(method, classifier, testedOn, count, real / count, synthetic / count, both / count, back / count);
    }
}

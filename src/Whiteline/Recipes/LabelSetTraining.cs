using Whiteline.Learning;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Learns which probabilities a state has when it is true: the plan is trained on parts of the data and asked about the groups held out.</summary>
static class LabelSetTraining
{
    const int Folds = 4;

    /// <summary>The label sets; null when the spectra cannot be divided.</summary>
    public static LabelSets? Run(LabeledSpectra data, TrainingPlan plan, TrainingContext context)
    {
        var groups = data.Groups?.Distinct(StringComparer.Ordinal).Count() ?? data.Count;
        if (Math.Min(groups, data.Count) < Folds) return null;
        var split = new SplitPlan(data.Groups is null ? SplitKind.Stratified : SplitKind.ByGroup, Folds);
        var held = new List<(Verdict, string)>();
        var inner = plan with { Guarded = false, LabelSets = false };
        var (fold, splits) = (0, split.Divide(data, context.Seed.Branch("label sets")));
        foreach (var (training, asked) in splits)
        {
            var inside = context with { Seed = context.Seed.Branch("label sets", fold++), Progress = null };
            context.Progress?.Report(new("label sets", fold, splits.Count));
            var known = data.Subset(training);
            if (known.Classes.Count < data.Classes.Count) return null;
            var model = ModelTraining.Run(known, inner, Array.Empty<InputFile>(), inside);
            var unseen = data.Subset(asked);
            var steps = new Preprocessing.StepContext("the spectra held out", inside.Seed, inside.Threads, inside.Cancellation);
            // The axis of a dataset is trusted.
            held.AddRange(new Prediction(model, unseen, 0, steps).ClassifyAll(steps).Zip(unseen.Labels));
        }
        return LabelSets.Of(data.Classes, held);
    }
}

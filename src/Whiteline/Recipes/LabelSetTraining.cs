using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Sets of labels for a declared uncertainty of the energy axis.</summary>
/// <param name="AxisUncertaintyEv">Standard deviation of the axis' error, eV; 0 for a known axis.</param>
/// <param name="Sets">The sets.</param>
public sealed record LabelSetsAt(double AxisUncertaintyEv, LabelSets Sets);

/// <summary>
/// Learns which probabilities a state has when it is true: the plan is trained on parts of the data and asked about the groups held out. Probabilities that are averaged over an error of the axis
/// are other ones, so where position counts the same is learned from held-out spectra whose axes are off by errors of several sizes.
/// </summary>
static class LabelSetTraining
{
    // The more, the nearer are the models of the parts to the one that is asked later.
    const int MostFolds = 8, FewestGroups = 4;

    static readonly double[] UncertaintiesEv = [0.25, 0.5, 1, 2];

    /// <summary>The label sets, by increasing uncertainty of the axis; null when the spectra cannot be divided.</summary>
    public static IReadOnlyList<LabelSetsAt>? Run(LabeledSpectra data, TrainingPlan plan, TrainingContext context)
    {
        var groups = data.Groups?.Distinct(StringComparer.Ordinal).Count() ?? data.Count;
        if (Math.Min(groups, data.Count) < FewestGroups) return null;
        var inner = plan with { Guarded = false, LabelSets = false };
        var splits = new SplitPlan(data.Groups is null ? SplitKind.Stratified : SplitKind.ByGroup, Math.Min(MostFolds, Math.Min(groups, data.Count))).Divide(data, context.Seed.Branch("label sets"));
        var held = new SortedDictionary<double, List<(Verdict, string)>>();
        for (var fold = 0; fold < splits.Count; fold++)
        {
            context.Progress?.Report(new("label sets", fold, splits.Count));
            var inside = context with { Seed = context.Seed.Branch("label sets", fold), Progress = null };
            var known = data.Subset(splits[fold].Training);
            if (known.Classes.Count < data.Classes.Count) return null;
            var model = ModelTraining.Run(known, inner, Array.Empty<InputFile>(), inside);
            var unseen = data.Subset(splits[fold].Held);
            var steps = new StepContext("the spectra held out", inside.Seed, inside.Threads, inside.Cancellation);
            // The axis of a dataset is trusted.
            Ask(0, unseen, new(model, unseen, KnownAxis.AsWritten, steps));
            if (!model.PositionCounts) continue;
            foreach (var uncertainty in UncertaintiesEv)
            {
                var displaced = Displaced(unseen, uncertainty, inside.Seed.Branch($"axis error {uncertainty}"));
                Ask(uncertainty, displaced, new(model, displaced, new(0, uncertainty), steps));
            }

            void Ask(double uncertainty, LabeledSpectra asked, Prediction prediction)
            {
                if (!held.TryGetValue(uncertainty, out var verdicts)) held[uncertainty] = verdicts = [];
                verdicts.AddRange(prediction.ClassifyAll(steps).Zip(asked.Labels));
            }
        }
        return [.. held.Select(pair => new LabelSetsAt(pair.Key, LabelSets.Of(data.Classes, pair.Value)))];
    }

    static LabeledSpectra Displaced(LabeledSpectra data, double sigmaEv, Seed seed)
    {
        var random = seed.Random();
        var intensity = new float[data.Count * data.Axis.Count];
        for (var i = 0; i < data.Count; i++)
            ExtendedResampling.Apply(data.Axis, data[i], data.Axis, sigmaEv * random.NextNormal(), intensity.AsSpan(i * data.Axis.Count, data.Axis.Count));
        return new(data.Axis, intensity, data.Labels, data.Groups);
    }
}

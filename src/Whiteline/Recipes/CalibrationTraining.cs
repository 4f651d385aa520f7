using Whiteline.Learning;
using Whiteline.Learning.Calibration;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Fits an isotonic calibration: the plan is trained on parts of the data and asked about the groups held out, each spectrum once.</summary>
static class CalibrationTraining
{
    const int MostFolds = 5;

    /// <summary>The calibration.</summary>
    /// <exception cref="BadInputException">The spectra cannot be divided into two parts that both hold every class.</exception>
    public static IsotonicCalibration Run(LabeledSpectra data, TrainingPlan plan, TrainingContext context)
    {
        // Synthetic spectra are made from measured ones: a held-out one may be the image of one learned from.
        data = data.WithoutSynthetic();
        var groups = data.Groups?.Distinct(StringComparer.Ordinal).Count() ?? data.Count;
        if (groups < 2) throw TooFew();
        var inner = plan with { Guarded = false, LabelSets = false, Calibration = ProbabilityCalibration.Own };
        var splits = new SplitPlan(data.Groups is null ? SplitKind.Stratified : SplitKind.ByGroup, Math.Min(MostFolds, groups)).Divide(data, context.Seed.Branch("calibration"));
        var held = new List<(Verdict, string)>();
        for (var fold = 0; fold < splits.Count; fold++)
        {
            context.Progress?.Report(new("calibrating on held-out spectra", fold, splits.Count));
            var inside = context with { Seed = context.Seed.Branch("calibration", fold), Progress = null };
            var known = data.Subset(splits[fold].Training);
            if (known.Classes.Count < data.Classes.Count) throw TooFew();
            var model = ModelTraining.Run(known, inner, Array.Empty<InputFile>(), inside);
            var unseen = data.Subset(splits[fold].Held);
            var steps = new StepContext("the spectra held out", inside.Seed, inside.Threads, inside.Cancellation);
            // The axis of a dataset is trusted.
            held.AddRange(new Prediction(model, unseen, KnownAxis.AsWritten, steps).ClassifyAll(steps).Zip(unseen.Labels));
        }
        return IsotonicCalibration.Fit(data.Classes, held);
    }

    static BadInputException TooFew() => new("An isotonic calibration is fitted to groups held out, and some class is in one group alone. Give spectra of more groups, or leave --calibration out.");
}

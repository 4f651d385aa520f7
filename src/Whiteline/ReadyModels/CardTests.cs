using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.ReadyModels;

/// <summary>Tests a new model on simulated spectra that it has not seen, and writes into its card what holds, where it fails and on which channels it may be asked.</summary>
static class CardTests
{
    const int PerClass = 100;

    // Wider channels may cost so much accuracy before the model warns.
    const double MostLoss = 0.03;

    // A state is worth a sentence when so many of its spectra are taken for another.
    const double WorthSaying = 0.02;

    static readonly EvaluationPlan Plan = new()
    {
        Axis = KnownAxis.AsWritten,
        ShiftsEv = [-4, -2, -1, -0.5, 0, 0.5, 1, 2, 4],
        PeakCounts = [10, 30, 100, 300, 1000],
        BroadeningsEv = [0.5, 1, 2, 3],
        DispersionsEv = [0.25, 0.5, 1, 1.5, 2],
        Draws = 1,
    };

    /// <summary>The model with what was found.</summary>
    public static TrainedModel Run(TrainedModel model, PhantomDatasetOptions options, EnergyAxis axis, Seed seed, TrainingContext context)
    {
        var unseen = PhantomDataset.Make(options with { Classes = [.. options.Classes.Select(pair => KeyValuePair.Create(pair.Key, PerClass))], GroupsPerClass = PerClass, Axis = axis }, seed, context.Threads, null, context.Cancellation);
        var result = Evaluation.Run(model, unseen, Plan, new("simulated spectra", seed, context.Threads, context.Cancellation));
        var passed = result.DispersionCurve.TakeWhile(point => point.Accuracy >= result.Scores.Accuracy - MostLoss).ToArray();
        return model with
        {
            Card = model.Card with
            {
                MostDispersionEv = passed.Length > 0 ? passed[^1].At : model.Card.DispersionEv,
                Curves =
                [
                    Curve("shift, eV", result.ShiftCurve), Curve("counts at the maximum", result.DoseCurve), Curve("broadening, eV", result.ResolutionCurve), Curve("channel width, eV", result.DispersionCurve),
                ],
                KnownFailures = [.. Confused(model.Labels, result.Verdicts, unseen.Labels)],
            },
        };
    }

    static IEnumerable<string> Confused(IReadOnlyList<string> labels, IReadOnlyList<Verdict> verdicts, IReadOnlyList<string> truth)
    {
        foreach (var state in labels)
            foreach (var other in labels.Where(other => other != state))
            {
                var share = verdicts.Where((_, i) => truth[i] == state).Average(verdict => verdict.Label == other ? 1.0 : 0);
                if (share >= WorthSaying) yield return FormattableString.Invariant($"{100 * share:0} % of simulated spectra of {state} are taken for {other}, over doses from 15 to 2,000 counts and all resolutions.");
            }
    }

    static CardCurve Curve(string condition, IReadOnlyList<RobustnessPoint> points) => new(condition, [.. points.Select(point => point.At)], [.. points.Select(point => Math.Round(point.Accuracy, 4))]);
}

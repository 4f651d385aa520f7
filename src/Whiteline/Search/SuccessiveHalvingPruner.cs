using System.Globalization;

namespace Whiteline.Search;

/// <summary>
/// Asynchronous successive halving (ASHA; Li et al., MLSys 2020): at each rung, a few times further than the last, only the best share of the trials that came so far goes on.
/// </summary>
/// <param name="FirstStep">The step of the first rung; null for a hundredth of the longest complete trial, but at least 1.</param>
/// <param name="Reduction">One in so many goes on, and the next rung is so many times further; at least 2.</param>
/// <param name="SkippedRungs">Rungs left out at the beginning.</param>
public sealed record SuccessiveHalvingPruner(int? FirstStep = null, int Reduction = 4, int SkippedRungs = 0) : IPruner
{
    /// <inheritdoc/>
    public string Name => "asha";

    /// <inheritdoc/>
    public bool ShouldPrune(StudyHistory history, TrialRecord trial, Action<string, string> remark) => Judge(history.Directions[0], history.Trials, trial, remark);

    /// <summary>Judges a trial among those that compete with it.</summary>
    internal bool Judge(Direction direction, IEnumerable<TrialRecord> competitors, TrialRecord trial, Action<string, string> remark)
    {
        if (trial.LastStep is not { } step) return false;
        var all = competitors.ToArray();
        if ((FirstStep ?? FirstStepOf(all)) is not { } first) return false;
        var value = trial.Reports[step];
        for (var rung = 0; ; rung++)
        {
            var key = $"completed_rung_{rung}";
            if (trial.SystemRemarks.ContainsKey(key)) continue;
            if (step < first * Math.Pow(Reduction, SkippedRungs + rung)) return false;
            if (double.IsNaN(value)) return true;
            remark(key, value.ToString("R", CultureInfo.InvariantCulture));
            double[] losses =
            [
                .. all.Where(other => other.Number != trial.Number && other.SystemRemarks.ContainsKey(key))
                    .Select(other => double.Parse(other.SystemRemarks[key], CultureInfo.InvariantCulture)).Append(value)
                    .Select(one => direction == Direction.Minimize ? one : -one).Order(),
            ];
            // Too few to share: only the best goes on.
            var last = Math.Max(0, losses.Length / Reduction - 1);
            if ((direction == Direction.Minimize ? value : -value) > losses[last]) return true;
        }
    }

    static int? FirstStepOf(TrialRecord[] trials) =>
        trials.Where(trial => trial.State == TrialState.Complete && trial.LastStep is not null).Select(trial => trial.LastStep).Max() is { } longest ? Math.Max(1, longest / 100) : null;
}

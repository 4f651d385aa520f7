namespace Whiteline.Search;

/// <summary>
/// Gives up a trial whose best report so far is worse than the median of what the complete trials reported at the same step (the median stopping rule of Golovin et al., KDD 2017).
/// </summary>
/// <param name="StartupTrials">Complete trials before which none is given up.</param>
/// <param name="WarmupSteps">Steps of a trial before which it is not given up.</param>
public sealed record MedianPruner(int StartupTrials = 5, int WarmupSteps = 0) : IPruner
{
    /// <inheritdoc/>
    public string Name => "median";

    /// <inheritdoc/>
    public bool ShouldPrune(StudyHistory history, TrialRecord trial, Action<string, string> remark)
    {
        if (trial.LastStep is not { } step || step < WarmupSteps) return false;
        var complete = history.Trials.Where(other => other.State == TrialState.Complete).ToArray();
        if (complete.Length < StartupTrials) return false;
        double[] others = [.. complete.Where(other => other.Reports.ContainsKey(step)).Select(other => history.Loss(other.Reports[step])).Where(loss => !double.IsNaN(loss)).Order()];
        if (others.Length == 0) return false;
        double[] own = [.. trial.Reports.Values.Where(value => !double.IsNaN(value)).Select(value => history.Loss(value))];
        return own.Length == 0 || own.Min() > Median(others);
    }

    static double Median(double[] sorted) => 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
}

namespace Whiteline.Search;

/// <summary>All that samplers and pruners may know: the trials of a study at one moment.</summary>
/// <param name="name">The study's name.</param>
/// <param name="directions">Which values are better, for each objective.</param>
/// <param name="trials">Every trial, by number.</param>
public sealed class StudyHistory(string name, IReadOnlyList<Direction> directions, IReadOnlyList<TrialRecord> trials)
{
    TrialRecord[]? finished;

    /// <summary>The study's name.</summary>
    public string Name => name;

    /// <summary>Which values are better, for each objective.</summary>
    public IReadOnlyList<Direction> Directions => directions;

    /// <summary>Every trial, by number.</summary>
    public IReadOnlyList<TrialRecord> Trials => trials;

    /// <summary>Complete and pruned trials, by number.</summary>
    public IReadOnlyList<TrialRecord> Finished => finished ??= [.. trials.Where(trial => trial.Counts)];

    /// <summary>An objective's value with its sign such that smaller is better.</summary>
    public double Loss(double value, int objective = 0) => directions[objective] == Direction.Minimize ? value : -value;

    /// <summary>The complete trial with the best value of the first objective; null when none is complete. Of equal ones the earliest.</summary>
    public TrialRecord? Best => trials.Where(trial => trial.State == TrialState.Complete && !double.IsNaN(trial.Values[0])).MinBy(trial => Loss(trial.Values[0]));

    /// <summary>Complete trials that no other one beats in one objective without being worse in another, by number.</summary>
    public IReadOnlyList<TrialRecord> ParetoFront()
    {
        var complete = trials.Where(trial => trial.State == TrialState.Complete).ToArray();
        return [.. complete.Where(one => !complete.Any(other => ParetoRanks.Dominates(Losses(other), Losses(one))))];
    }

    /// <summary>All objectives' values with signs such that smaller is better.</summary>
    public double[] Losses(TrialRecord trial) => [.. trial.Values.Select(Loss)];
}

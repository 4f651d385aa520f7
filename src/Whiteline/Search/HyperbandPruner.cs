using System.IO.Hashing;
using System.Text;

namespace Whiteline.Search;

/// <summary>
/// Hyperband (Li et al., JMLR 18 (2018) 1) with asynchronous brackets: the trials are dealt to several successive halvings that differ in how early they begin, because it is not known
/// beforehand how early a report tells good from bad.
/// </summary>
/// <param name="FirstStep">The first rung of the earliest bracket.</param>
/// <param name="LastStep">The most steps of a trial; null for the longest complete one.</param>
/// <param name="Reduction">One in so many goes on; at least 2.</param>
public sealed record HyperbandPruner(int FirstStep = 1, int? LastStep = null, int Reduction = 3) : IPruner
{
    /// <inheritdoc/>
    public string Name => "hyperband";

    /// <inheritdoc/>
    public bool ShouldPrune(StudyHistory history, TrialRecord trial, Action<string, string> remark)
    {
        var most = LastStep ?? history.Trials.Where(other => other.State == TrialState.Complete && other.LastStep is not null).Select(other => other.LastStep + 1).Max();
        if (most is not { } longest || longest < FirstStep) return false;
        var brackets = (int)Math.Floor(Math.Log((double)longest / FirstStep, Reduction)) + 1;
        var bracket = Bracket(history.Name, trial.Number, brackets);
        var pruner = new SuccessiveHalvingPruner(FirstStep, Reduction, bracket);
        return pruner.Judge(history.Directions[0], history.Trials.Where(other => Bracket(history.Name, other.Number, brackets) == bracket), trial, remark);
    }

    // As Optuna deals them, so that both judge the trials of a shared study alike.
    int Bracket(string study, int number, int brackets)
    {
        var budgets = Enumerable.Range(0, brackets).Select(bracket => (long)Math.Ceiling(brackets * Math.Pow(Reduction, brackets - 1 - bracket) / (brackets - bracket))).ToArray();
        var place = Crc32.HashToUInt32(Encoding.UTF8.GetBytes($"{study}_{number}")) % budgets.Sum();
        var own = 0;
        while (place >= budgets[own]) place -= budgets[own++];
        return own;
    }
}

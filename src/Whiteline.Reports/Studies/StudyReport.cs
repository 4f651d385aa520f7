using System.Globalization;
using System.Text.Json;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>What a report says of a search.</summary>
/// <param name="History">Its trials; at least one is complete.</param>
/// <param name="Sampler">How points were chosen: <c>tpe</c>, <c>random</c> or <c>grid</c>.</param>
/// <param name="Pruner">When points were given up.</param>
/// <param name="Objectives">The objectives in words.</param>
/// <param name="Model">The model.</param>
/// <param name="Split">How spectra were held out, in words.</param>
/// <param name="Importance">How much each parameter decides; may be empty.</param>
public sealed record StudyReport(
    StudyHistory History, string Sampler, string Pruner, IReadOnlyList<string> Objectives, string Model, string Split, IReadOnlyList<ImportanceShare> Importance)
{
    /// <summary>Finished trials whose parameters were drawn at random.</summary>
    public int Random => History.Finished.Count(trial => trial.SystemRemarks.TryGetValue(Study.ChosenBy, out var by) && by == "\"random\"");

    /// <summary>True when the Parzen estimator was asked for, but the study was too short for it to choose anything.</summary>
    public bool WasRandom => Sampler == "tpe" && Random == History.Finished.Count;

    /// <summary>That such a study was one at random, in a sentence.</summary>
    public string RandomWords => $"This was random search: the Parzen estimator had no more than its random start, {Trials(History.Finished.Count)}. Give more (--trials).";

    /// <summary>What was found, in sentences.</summary>
    public IEnumerable<string> Summary()
    {
        var best = History.Best!;
        var pruned = History.Trials.Count(trial => trial.State == TrialState.Pruned);
        var failed = History.Trials.Count(trial => trial.State == TrialState.Fail);
        yield return string.Create(CultureInfo.InvariantCulture, $"Best {Objectives[0]} of {Trials(History.Finished.Count)}{(pruned > 0 ? $" ({pruned} given up early)" : "")}: {best.Values[0]:0.0000} in trial {best.Number} with {Words(best)}.");
        if (WasRandom) yield return RandomWords;
        else if (Sampler == "tpe") yield return $"{Trials(Random)} {(Random == 1 ? "was" : "were")} drawn at random, the others by the tree-structured Parzen estimator. {AgainstRandom()}";
        if (failed > 0) yield return $"{Trials(failed)} failed: {FirstError()}";
        if (History.Directions.Count > 1 && History.ParetoFront().Count is var front) yield return $"{Trials(front)} {(front == 1 ? "is" : "are")} beaten by none in all objectives.";
        if (Importance.Count > 0) yield return string.Create(CultureInfo.InvariantCulture, $"What decided most: {string.Join(", ", Importance.Take(3).Where(one => one.Share >= 0.01).Select(one => $"{one.Parameter} ({100 * one.Share:0} %)"))}.");
        yield return "The best of many points flatters itself: score it on spectra that no point has seen.";
    }

    /// <summary>The parameters of a trial in a line.</summary>
    public static string Words(TrialRecord trial) => string.Join(", ", trial.Parameters.Select(one => $"{one.Key} {Text(one.Value.Value)}"));

    /// <summary>A parameter's value as a reader wants it.</summary>
    public static string Text(object? value) => value switch
    {
        double real => real.ToString("G4", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    /// <summary>A number of trials, in words.</summary>
    public static string Trials(int count) => $"{count} {(count == 1 ? "trial" : "trials")}";

    string AgainstRandom()
    {
        TrialRecord[] complete = [.. History.Trials.Where(trial => trial.State == TrialState.Complete)];
        double Loss(Func<TrialRecord, bool> which) => complete.Where(which).Select(trial => History.Loss(trial.Values[0])).DefaultIfEmpty(double.NaN).Min();
        bool IsRandom(TrialRecord trial) => trial.SystemRemarks.GetValueOrDefault(Study.ChosenBy) == "\"random\"";
        var (start, after) = (Loss(IsRandom), Loss(trial => !IsRandom(trial)));
        return after < start ? "The estimator's best beat the best of the random start."
            : after == start ? "The estimator's best equalled the best of the random start."
            : "The estimator's best did not beat the best of the random start.";
    }

    string FirstError() =>
        History.Trials.Select(trial => trial.Remarks.GetValueOrDefault(Study.Error)).FirstOrDefault(text => text is not null) is { } json ? JsonSerializer.Deserialize<string>(json) ?? "" : "their workers were stopped or died.";
}

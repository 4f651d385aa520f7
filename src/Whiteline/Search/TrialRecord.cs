namespace Whiteline.Search;

/// <summary>What a study knows of a trial.</summary>
/// <param name="Id">Its key in the storage.</param>
/// <param name="Number">Its number within the study, from 0 without a gap.</param>
/// <param name="State">Where it stands.</param>
public sealed record TrialRecord(long Id, int Number, TrialState State)
{
    /// <summary>The parameters chosen, by name.</summary>
    public IReadOnlyDictionary<string, Setting> Parameters { get; init; } = new Dictionary<string, Setting>();

    /// <summary>One value for each objective; empty before the trial is complete.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>What it reported on its way, by step.</summary>
    public IReadOnlyDictionary<int, double> Reports { get; init; } = new Dictionary<int, double>();

    /// <summary>Remarks of the one who searches: a JSON text by key.</summary>
    public IReadOnlyDictionary<string, string> Remarks { get; init; } = new Dictionary<string, string>();

    /// <summary>Remarks of samplers, pruners and workers: a JSON text by key.</summary>
    public IReadOnlyDictionary<string, string> SystemRemarks { get; init; } = new Dictionary<string, string>();

    /// <summary>When work on it began, local time; null before.</summary>
    public DateTime? Started { get; init; }

    /// <summary>When it ended, local time; null before.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>The last step reported; null when none.</summary>
    public int? LastStep => Reports.Count == 0 ? null : Reports.Keys.Max();

    /// <summary>True when nothing about it can change any more.</summary>
    public bool IsOver => State is TrialState.Complete or TrialState.Pruned or TrialState.Fail;

    /// <summary>True when it counts towards the trials asked for: complete, or pruned on good grounds.</summary>
    public bool Counts => State is TrialState.Complete or TrialState.Pruned;

    /// <summary>True when the parameters are the same, by name and value.</summary>
    public bool HasParametersOf(TrialRecord other) =>
        Parameters.Count == other.Parameters.Count
        && Parameters.All(one => other.Parameters.TryGetValue(one.Key, out var same) && same.Domain.IsCompatible(one.Value.Domain) && same.Number.Equals(one.Value.Number));
}

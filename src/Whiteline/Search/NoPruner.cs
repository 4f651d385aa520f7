namespace Whiteline.Search;

/// <summary>Lets every trial run to its end.</summary>
public sealed record NoPruner : IPruner
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public bool ShouldPrune(StudyHistory history, TrialRecord trial, Action<string, string> remark) => false;
}

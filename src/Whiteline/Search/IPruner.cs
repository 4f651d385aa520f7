namespace Whiteline.Search;

/// <summary>Decides whether a trial is given up early. A pure function of the history and the trial.</summary>
public interface IPruner
{
    /// <summary>Its name: <c>none</c>, <c>median</c>, <c>asha</c> or <c>hyperband</c>.</summary>
    string Name { get; }

    /// <summary>Judges a trial after its latest report.</summary>
    /// <param name="history">The trials so far, the judged one among them.</param>
    /// <param name="trial">The trial, with all its reports.</param>
    /// <param name="remark">Takes a remark on the trial, key and JSON text, that later judgements rely on.</param>
    bool ShouldPrune(StudyHistory history, TrialRecord trial, Action<string, string> remark);
}

namespace Whiteline.Search;

/// <summary>Where a trial stands; the names are those of Optuna's schema.</summary>
public enum TrialState
{
    /// <summary>Someone is at it.</summary>
    Running,

    /// <summary>Finished, with its values.</summary>
    Complete,

    /// <summary>Given up early, because its reports were worse than those of others.</summary>
    Pruned,

    /// <summary>Ended without a result: an error, a cancellation, or a worker that died.</summary>
    Fail,

    /// <summary>To be taken up by a worker, with the parameters that it has.</summary>
    Waiting,
}

namespace Whiteline.Web.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Waits for its turn.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done; there is a result.</summary>
    Done,

    /// <summary>Stopped by the visitor.</summary>
    Cancelled,

    /// <summary>Ended without a result; there is an error.</summary>
    Failed,
}

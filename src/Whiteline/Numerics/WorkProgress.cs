namespace Whiteline.Numerics;

/// <summary>How far a piece of long work has come.</summary>
/// <param name="Stage">What is being done, in a few words.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all; 0 when unknown.</param>
public sealed record WorkProgress(string Stage, long Done, long Total)
{
    /// <summary>How it is going, such as a loss; shown beside the count.</summary>
    public string? Detail { get; init; }
}

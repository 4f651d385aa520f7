using Whiteline.Numerics;

namespace Whiteline.Learning;

/// <summary>What long work is given: where randomness comes from, how wide it may run, and how to report and stop.</summary>
/// <param name="Seed">Source of all randomness.</param>
/// <param name="Threads">Bound on parallelism; at least 1.</param>
/// <param name="Progress">Receives progress, or null.</param>
/// <param name="Cancellation">Stops the work.</param>
public sealed record TrainingContext(Seed Seed, int Threads = 1, IProgress<WorkProgress>? Progress = null, CancellationToken Cancellation = default)
{
    /// <summary>
    /// Versions of each spectrum in the training set: with n originals, version v of spectrum i stands at v · n + i, and version 0 is the
    /// original. A trainer that goes over the data many times may take one version of each at a time.
    /// </summary>
    public int Versions { get; init; } = 1;
}

using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>What a step is given when it is fitted.</summary>
/// <param name="Source">The file, as the user named it, for messages.</param>
/// <param name="Seed">Source of all randomness.</param>
/// <param name="Threads">Bound on parallelism; at least 1.</param>
/// <param name="Cancellation">Stops the work.</param>
public sealed record StepContext(string Source, Seed Seed, int Threads = 1, CancellationToken Cancellation = default)
{
    /// <summary>The low-loss spectra acquired together with these, one a spectrum, for the zero-loss peak and for plural scattering; null when there are none.</summary>
    public ISpectra? LowLoss { get; init; }

    /// <summary>Whether a model takes plural scattering out of what it is asked about, by <see cref="LowLoss"/>; its own recipe cannot say so, for it knows no low loss.</summary>
    public bool Deconvolves { get; init; }

    /// <summary>Whether an earlier step gives every spectrum a shift of its own, so that none speaks for the others.</summary>
    public bool OwnShifts { get; init; }
}

using Whiteline.Numerics;

namespace Whiteline.Search;

/// <summary>One parameter's kernels: one per observation, and the prior as the last.</summary>
abstract class ParzenKernels
{
    /// <summary>A number (<see cref="Domain"/>) drawn from one kernel.</summary>
    public abstract double Draw(int component, RandomSource random);

    /// <summary>Adds the logarithm of every kernel's density at a number.</summary>
    public abstract void AddLogDensity(double number, Span<double> terms);
}

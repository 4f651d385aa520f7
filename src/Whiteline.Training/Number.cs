using System.Collections.Concurrent;
using TorchSharp;

namespace Whiteline.Training;

/// <summary>
/// Numbers as libtorch takes them. TorchSharp makes a native scalar of a number that is handed to an operation and leaves it to the finaliser, which may free it while the
/// operation still reads it (dotnet/TorchSharp, pull request 1434): a rare crash, or a wrong result. Some operations make such a scalar inside, as add without its factor does. So the conversion and these operations are banned; constants are kept here, and a number that
/// changes from step to step is made by <c>ToScalar</c> and disposed after its use.
/// </summary>
static class Number
{
    static readonly ConcurrentDictionary<double, Scalar> Kept = new();

    /// <summary>1: what a sum multiplies its second part by.</summary>
    public static Scalar One { get; } = Of(1);

    /// <summary>A constant; kept for good.</summary>
    public static Scalar Of(double value) => Kept.GetOrAdd(value, static number => number.ToScalar());
}

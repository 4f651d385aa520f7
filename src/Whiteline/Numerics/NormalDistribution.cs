using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace Whiteline.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    const double SmallestNormal = 2.2250738585072014e-308;

    // Beyond the one a tail rounds to nothing beside 1, beyond the other it is below the smallest normal number.
    const double Whole = 9, Vanished = 38;

    static readonly double RootHalf = Math.Sqrt(0.5);
    static readonly double LogSmallest = Math.Log(SmallestNormal);

    /// <summary>Probability below <paramref name="z"/>.</summary>
    public static double Cumulative(double z) => 0.5 * SpecialFunctions.Erfc(-z * RootHalf);

    /// <summary>The number below which the probability lies.</summary>
    /// <param name="probability">In [0, 1]; infinite at the ends.</param>
    public static double Quantile(double probability) => -SpecialFunctions.ErfcInv(2 * probability) / RootHalf;

    /// <summary>Logarithm of the probability between two numbers; far out in a tail as exact as near the middle. Not below that of the smallest normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogMass(double from, double to)
    {
        if (from < -Whole && to > Whole) return 0;
        if (from > Vanished || to < -Vanished) return LogSmallest;
        // Of the two tails the one without cancellation.
        var mass = from > 0
            ? 0.5 * (SpecialFunctions.Erfc(from * RootHalf) - SpecialFunctions.Erfc(to * RootHalf))
            : 0.5 * (SpecialFunctions.Erfc(-to * RootHalf) - SpecialFunctions.Erfc(-from * RootHalf));
        return Math.Log(Math.Max(mass, SmallestNormal));
    }
}

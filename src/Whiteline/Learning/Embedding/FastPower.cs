using System.Runtime.CompilerServices;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Powers of 2 and logarithms by polynomials (of least largest error, by Lawson's iteration): the same bits on every processor and system, which Math.Pow does not
/// promise. Pairs of terms are summed first, which shortens the wait for a result (Estrin).
/// </summary>
static class FastPower
{
    const float LargestPower = 126;

    /// <summary>log2 of positive normal numbers, to 7e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log2<T>(T x) where T : struct, ILanes<T>
    {
        var exponent = T.Exponent(x, out var u);
        var u2 = u * u;
        var low = T.Fused(T.Of(-0.7213677f), u, T.Of(1.4426963f));
        var middle = T.Fused(T.Of(-0.35918483f), u, T.Of(0.4806487f));
        var high = T.Fused(T.Of(-0.27097723f), u, T.Of(0.29509985f));
        high = T.Fused(T.Of(0.17616643f), u2, high);
        return T.Fused(T.Fused(T.Fused(high, u2, middle), u2, low), u, exponent);
    }

    /// <summary>2^x to 3e-7 of its value, for x in [−126, 126]; beyond that the value at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp2<T>(T x) where T : struct, ILanes<T>
    {
        x = T.Limited(x, LargestPower);
        var whole = T.Rounded(x);
        var f = x - whole;
        var f2 = f * f;
        var low = T.Fused(T.Of(0.69314724f), f, T.Of(1.0000001f));
        var middle = T.Fused(T.Of(0.055502973f), f, T.Of(0.24022107f));
        var high = T.Fused(T.Of(0.0013410003f), f, T.Of(0.009676036f));
        return T.Scaled(T.Fused(T.Fused(high, f2, middle), f2, low), whole);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Powers of 2 and logarithms by polynomials (least largest error, fitted by Lawson's iteration), from operations that IEEE 754 rounds in one way only: the same bits
/// on every processor and system, which Math.Pow does not promise.
/// </summary>
static class FastPower
{
    const int RootHalfBits = 0x3F3504F3;

    /// <summary>log2 of positive normal numbers, to 7e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log2(Vector256<float> x)
    {
        // x = 2^e · (1 + u) with 1 + u in [√½, √2).
        var offset = x.AsInt32() - Vector256.Create(RootHalfBits);
        var exponent = offset >> 23;
        var u = ((offset & Vector256.Create(0x7FFFFF)) + Vector256.Create(RootHalfBits)).AsSingle() - Vector256<float>.One;
        var p = Vector256.Create(0.17616643f);
        p = Vector256.FusedMultiplyAdd(p, u, Vector256.Create(-0.27097723f));
        p = Vector256.FusedMultiplyAdd(p, u, Vector256.Create(0.29509985f));
        p = Vector256.FusedMultiplyAdd(p, u, Vector256.Create(-0.35918483f));
        p = Vector256.FusedMultiplyAdd(p, u, Vector256.Create(0.4806487f));
        p = Vector256.FusedMultiplyAdd(p, u, Vector256.Create(-0.7213677f));
        p = Vector256.FusedMultiplyAdd(p, u, Vector256.Create(1.4426963f));
        return Vector256.FusedMultiplyAdd(p, u, Vector256.ConvertToSingle(exponent));
    }

    /// <summary>2^x to 2e-7 of its value, for x in [−126, 126]; beyond that the value at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> x)
    {
        x = Vector256.MaxNative(Vector256.MinNative(x, Vector256.Create(126f)), Vector256.Create(-126f));
        var whole = Vector256.Round(x);
        var f = x - whole;
        var p = Vector256.Create(0.0013410003f);
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.009676036f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.055502973f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.24022107f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.69314724f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(1.0000001f));
        return (p.AsInt32() + (Vector256.ConvertToInt32Native(whole) << 23)).AsSingle();
    }
}

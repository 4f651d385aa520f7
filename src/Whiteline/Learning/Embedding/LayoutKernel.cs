using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Moves eight points at a time along the gradient of the cross entropy between the graph and the embedding (McInnes et al. 2018, section 3.2): a pull towards a
/// neighbour, −2ab d^2(b−1) / (1 + a d^2b) times the difference, and pushes from drawn points, 2b / ((0.001 + d²)(1 + a d^2b)) times it, each limited to 4 per coordinate.
/// A lane is a point; the points that pull and push do not move meanwhile.
/// </summary>
static class LayoutKernel
{
    /// <summary>Points moved together.</summary>
    public const int Lanes = 8;

    const float Limit = 4, Softening = 1e-3f, LeastSquare = 1e-30f;

    /// <summary>Moves the points through their steps: a pull, the pushes, and for an edge whose other end is laid out as well the pull again, since each edge is drawn from both ends.</summary>
    /// <param name="own">Coordinates of the points, shape (components, 8); moved.</param>
    /// <param name="others">Coordinates of what pulls and pushes, shape (steps, 1 + pushes, components, 8).</param>
    /// <param name="components">2 or 3.</param>
    /// <param name="pushes">Pushes of a step.</param>
    /// <param name="first">Number of the first step.</param>
    /// <param name="counts">Steps that each point takes; it stays where it is in those beyond. Shape (8).</param>
    /// <param name="isPulledTwice">Whether a step ends with a second pull.</param>
    /// <param name="curve">a and b.</param>
    /// <param name="rate">Length of a step.</param>
    // Optimised at the first call: one fit may be all that a process does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(Span<float> own, ReadOnlySpan<float> others, int components, int pushes, int first, ReadOnlySpan<int> counts, bool isPulledTwice, LayoutCurve curve, float rate)
    {
        var x = Vector256.Create<float>(own);
        var y = Vector256.Create<float>(own[Lanes..]);
        var z = components == 3 ? Vector256.Create<float>(own[(2 * Lanes)..]) : default;
        Vector256<float> a = Vector256.Create((float)curve.A), b = Vector256.Create((float)curve.B);
        Vector256<float> pull = Vector256.Create((float)(-2 * curve.A * curve.B)), push = Vector256.Create((float)(2 * curve.B));
        var steps = Vector256.Create(counts);
        ref var other = ref MemoryMarshal.GetReference(others);
        var slot = components * Lanes;
        var length = others.Length / (slot * (1 + pushes));
        for (var step = 0; step < length; step++)
        {
            var rates = Vector256.Create(rate) & Vector256.GreaterThan(steps, Vector256.Create(first + step)).AsSingle();
            ref var target = ref other;
            MoveOnce(ref target, components, ref x, ref y, ref z, a, b, pull, isPull: true, rates);
            for (var k = 0; k < pushes; k++)
            {
                other = ref Unsafe.Add(ref other, slot);
                MoveOnce(ref other, components, ref x, ref y, ref z, a, b, push, isPull: false, rates);
            }
            if (isPulledTwice) MoveOnce(ref target, components, ref x, ref y, ref z, a, b, pull, isPull: true, rates);
            other = ref Unsafe.Add(ref other, slot);
        }
        x.CopyTo(own);
        y.CopyTo(own[Lanes..]);
        if (components == 3) z.CopyTo(own[(2 * Lanes)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void MoveOnce(
        ref float other, int components, ref Vector256<float> x, ref Vector256<float> y, ref Vector256<float> z, Vector256<float> a, Vector256<float> b, Vector256<float> factor,
        bool isPull, Vector256<float> rates)
    {
        var dx = x - Vector256.LoadUnsafe(ref other);
        var dy = y - Vector256.LoadUnsafe(ref other, Lanes);
        var dz = components == 3 ? z - Vector256.LoadUnsafe(ref other, 2 * Lanes) : default;
        var square = Vector256.FusedMultiplyAdd(dx, dx, Vector256.Create(LeastSquare));
        square = Vector256.FusedMultiplyAdd(dy, dy, square);
        if (components == 3) square = Vector256.FusedMultiplyAdd(dz, dz, square);
        var power = FastPower.Exp2(b * FastPower.Log2(square));
        var likeness = Vector256.FusedMultiplyAdd(a, power, Vector256<float>.One);
        var coefficient = isPull ? factor * power / (square * likeness) : factor / ((square + Vector256.Create(Softening)) * likeness);
        x = Vector256.FusedMultiplyAdd(Limited(coefficient * dx), rates, x);
        y = Vector256.FusedMultiplyAdd(Limited(coefficient * dy), rates, y);
        if (components == 3) z = Vector256.FusedMultiplyAdd(Limited(coefficient * dz), rates, z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Limited(Vector256<float> gradient) =>
        Vector256.MaxNative(Vector256.MinNative(gradient, Vector256.Create(Limit)), Vector256.Create(-Limit));
}

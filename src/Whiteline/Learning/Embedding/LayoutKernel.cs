using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// Moves 32 points along the gradient of the cross entropy between the graph and the embedding (McInnes et al. 2018, section 3.2): a pull towards a neighbour,
/// −2ab d^2(b−1) / (1 + a d^2b) times the difference, and pushes from drawn points, 2b / ((0.001 + d²)(1 + a d^2b)) times it, each limited to 4 per coordinate. A lane is a
/// point, and a point's moves follow one another; two vectors of points are moved side by side, because each move waits for the one before. What pulls and pushes stays
/// where it is meanwhile.
/// </summary>
static class LayoutKernel
{
    /// <summary>Points moved together.</summary>
    public const int Lanes = 32;

    const float Limit = 4, Softening = 1e-3f, LeastSquare = 1e-30f;

    /// <summary>Moves the points through their steps, each a pull and the pushes that go with it.</summary>
    /// <param name="own">Coordinates of the points, shape (components, 32); moved.</param>
    /// <param name="others">Coordinates of what pulls and pushes, for each step shape (1 + pushes, components, 32).</param>
    /// <param name="stride">Elements from one step to the next.</param>
    /// <param name="counts">Steps that each point takes; it stays where it is in those beyond. Shape (32).</param>
    /// <param name="pushes">Pushes of a step.</param>
    /// <param name="rate">Length of a step.</param>
    /// <param name="settings">Components and curve.</param>
    public static void Move(Span<float> own, ReadOnlySpan<float> others, int stride, ReadOnlySpan<float> counts, int pushes, float rate, LayoutSettings settings)
    {
        if (Vector512.IsHardwareAccelerated) Move<Lanes512>(own, others, stride, counts, pushes, rate, settings);
        else if (Vector256.IsHardwareAccelerated) Move<Lanes256>(own, others, stride, counts, pushes, rate, settings);
        else Move<LanesScalar>(own, others, stride, counts, pushes, rate, settings);
    }

    /// <summary>The same on vectors of a given width.</summary>
    public static void Move<T>(Span<float> own, ReadOnlySpan<float> others, int stride, ReadOnlySpan<float> counts, int pushes, float rate, LayoutSettings settings)
        where T : struct, ILanes<T>
    {
        var steps = others.Length / stride;
        for (var lane = 0; lane < Lanes; lane += 2 * T.Width)
        {
            ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(own), lane);
            ref var other = ref Unsafe.Add(ref MemoryMarshal.GetReference(others), lane);
            ref var count = ref Unsafe.Add(ref MemoryMarshal.GetReference(counts), lane);
            if (settings.Components == 2) Move2<T>(ref from, in other, in count, steps, stride, pushes, rate, settings.Curve);
            else Move3<T>(ref from, in other, in count, steps, stride, pushes, rate, settings.Curve);
        }
    }

    // Optimised at the first call: one fit may be all that a process does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Move2<T>(ref float own, ref readonly float others, ref readonly float counts, int steps, int stride, int pushes, float rate, LayoutCurve curve)
        where T : struct, ILanes<T>
    {
        T x0 = T.Load(in own, 0), y0 = T.Load(in own, Lanes), x1 = T.Load(in own, T.Width), y1 = T.Load(in own, Lanes + T.Width);
        T count0 = T.Load(in counts, 0), count1 = T.Load(in counts, T.Width);
        T a = T.Of((float)curve.A), b = T.Of((float)curve.B), pull = T.Of((float)(-2 * curve.A * curve.B)), push = T.Of((float)(2 * curve.B));
        for (var step = 0; step < steps; step++)
        {
            var at = (nint)step * stride;
            T rate0 = T.WhereAbove(count0, step, rate), rate1 = T.WhereAbove(count1, step, rate);
            for (var k = 0; k <= pushes; k++, at += 2 * Lanes)
            {
                T dx0 = x0 - T.Load(in others, at), dy0 = y0 - T.Load(in others, at + Lanes);
                T dx1 = x1 - T.Load(in others, at + T.Width), dy1 = y1 - T.Load(in others, at + Lanes + T.Width);
                T square0 = T.Fused(dy0, dy0, T.Fused(dx0, dx0, T.Of(LeastSquare))), square1 = T.Fused(dy1, dy1, T.Fused(dx1, dx1, T.Of(LeastSquare)));
                T slope0, slope1;
                if (k == 0) (slope0, slope1) = (Pull(square0, a, b, pull), Pull(square1, a, b, pull));
                else (slope0, slope1) = (Push(square0, a, b, push), Push(square1, a, b, push));
                x0 = T.Fused(T.Limited(slope0 * dx0, Limit), rate0, x0);
                x1 = T.Fused(T.Limited(slope1 * dx1, Limit), rate1, x1);
                y0 = T.Fused(T.Limited(slope0 * dy0, Limit), rate0, y0);
                y1 = T.Fused(T.Limited(slope1 * dy1, Limit), rate1, y1);
            }
        }
        T.Store(x0, ref own, 0);
        T.Store(x1, ref own, T.Width);
        T.Store(y0, ref own, Lanes);
        T.Store(y1, ref own, Lanes + T.Width);
    }

    // With a third coordinate the registers hold one vector of points only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Move3<T>(ref float own, ref readonly float others, ref readonly float counts, int steps, int stride, int pushes, float rate, LayoutCurve curve)
        where T : struct, ILanes<T>
    {
        T a = T.Of((float)curve.A), b = T.Of((float)curve.B), pull = T.Of((float)(-2 * curve.A * curve.B)), push = T.Of((float)(2 * curve.B));
        for (nint lane = 0; lane < 2 * T.Width; lane += T.Width)
        {
            T x = T.Load(in own, lane), y = T.Load(in own, lane + Lanes), z = T.Load(in own, lane + 2 * Lanes), count = T.Load(in counts, lane);
            for (var step = 0; step < steps; step++)
            {
                var at = lane + (nint)step * stride;
                var rates = T.WhereAbove(count, step, rate);
                for (var k = 0; k <= pushes; k++, at += 3 * Lanes)
                {
                    T dx = x - T.Load(in others, at), dy = y - T.Load(in others, at + Lanes), dz = z - T.Load(in others, at + 2 * Lanes);
                    var square = T.Fused(dz, dz, T.Fused(dy, dy, T.Fused(dx, dx, T.Of(LeastSquare))));
                    var slope = k == 0 ? Pull(square, a, b, pull) : Push(square, a, b, push);
                    x = T.Fused(T.Limited(slope * dx, Limit), rates, x);
                    y = T.Fused(T.Limited(slope * dy, Limit), rates, y);
                    z = T.Fused(T.Limited(slope * dz, Limit), rates, z);
                }
            }
            T.Store(x, ref own, lane);
            T.Store(y, ref own, lane + Lanes);
            T.Store(z, ref own, lane + 2 * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Pull<T>(T square, T a, T b, T factor) where T : struct, ILanes<T>
    {
        var power = FastPower.Exp2(b * FastPower.Log2(square));
        return factor * power / (square * T.Fused(a, power, T.Of(1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Push<T>(T square, T a, T b, T factor) where T : struct, ILanes<T>
    {
        var power = FastPower.Exp2(b * FastPower.Log2(square));
        return factor / ((square + T.Of(Softening)) * T.Fused(a, power, T.Of(1)));
    }
}

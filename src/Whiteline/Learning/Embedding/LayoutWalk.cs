using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>One epoch of a group of points: draws their edges and the points that push them, collects where those are, and moves the group. Holds a thread's memory.</summary>
sealed class LayoutWalk(LayoutEdges edges, LayoutSettings settings, ulong seed)
{
    const int Lanes = LayoutKernel.Lanes, StepsPerSlice = 16;

    readonly int[] points = new int[Lanes];
    readonly float[] counts = new float[Lanes];
    readonly float[] own = new float[settings.Components * Lanes];
    readonly uint[] states = new uint[Lanes];
    readonly int[] chosen = new int[Lanes];
    readonly int[] drawn = new int[Lanes * edges.MostEdges];
    readonly float[] places = new float[StepsPerSlice * (1 + settings.Pushes) * settings.Components * Lanes];

    /// <summary>Moves a group.</summary>
    /// <param name="group">Which.</param>
    /// <param name="epoch">Decides which edges are due, and what is drawn.</param>
    /// <param name="rate">Length of a step.</param>
    /// <param name="others">Coordinates of what pulls and pushes.</param>
    /// <param name="from">Coordinates of the points before.</param>
    /// <param name="to">Receives them after.</param>
    /// <param name="isMutual">Whether the points are among the others, which are moved as well.</param>
    public void Move(int group, int epoch, float rate, float[] others, float[] from, float[] to, bool isMutual)
    {
        var steps = Begin(group, epoch, from);
        var known = others.Length / settings.Components;
        for (var first = 0; first < steps; first += StepsPerSlice) Slice(others, first, Math.Min(StepsPerSlice, steps - first), settings.Pushes, rate, known, isMutual);
        if (isMutual)
            for (var first = 0; first < steps; first += StepsPerSlice) Slice(others, first, Math.Min(StepsPerSlice, steps - first), 0, rate, known, isMutual);
        for (var lane = 0; lane < Lanes && group * Lanes + lane < edges.Count; lane++)
            for (var d = 0; d < settings.Components; d++) to[points[lane] * settings.Components + d] = own[d * Lanes + lane];
    }

    // Returns the most steps of a point.
    int Begin(int group, int epoch, float[] from)
    {
        var steps = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var member = group * Lanes + lane;
            var isReal = member < edges.Count;
            var point = points[lane] = edges.Order[isReal ? member : group * Lanes];
            var count = isReal ? edges.Draw(point, epoch, drawn.AsSpan(lane), Lanes) : 0;
            counts[lane] = count;
            steps = Math.Max(steps, count);
            states[lane] = Mixed(seed + (((ulong)epoch << 32) | (uint)point));
            for (var d = 0; d < settings.Components; d++) own[d * Lanes + lane] = from[point * settings.Components + d];
        }
        return steps;
    }

    void Slice(float[] others, int first, int count, int pushes, float rate, int known, bool isMutual)
    {
        var at = 0;
        for (var step = first; step < first + count; step++)
        {
            // A point that has fewer steps meets what was drawn before, and stays where it is.
            Collect(others, ref drawn[step * Lanes], ref at);
            for (var push = 0; push < pushes; push++)
            {
                Draw(known, isMutual);
                Collect(others, ref chosen[0], ref at);
            }
        }
        LayoutKernel.Move(own, places.AsSpan(0, at), counts, first, pushes, rate, settings);
    }

    // Points at random; among themselves none is drawn for itself.
    void Draw(int known, bool isMutual)
    {
        var range = Vector256.Create((float)(isMutual ? known - 1 : known));
        for (var v = 0; v < Lanes; v += Vector256<uint>.Count)
        {
            // Marsaglia's xorshift (J. Stat. Softw. 8, 14, 2003); 24 bits become a number in [0, 1).
            var state = Vector256.Create(states.AsSpan(v));
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            state.CopyTo(states.AsSpan(v));
            var index = Vector256.ConvertToInt32Native(Vector256.ConvertToSingle((state >>> 8).AsInt32()) * Vector256.Create(1f / (1 << 24)) * range);
            if (isMutual) index -= Vector256.GreaterThanOrEqual(index, Vector256.Create(points.AsSpan(v)));
            index.CopyTo(chosen.AsSpan(v));
        }
    }

    // The innermost reads of the layout, without checks: every index is that of a point.
    void Collect(float[] others, ref int indices, ref int at)
    {
        var components = settings.Components;
        ref var from = ref MemoryMarshal.GetArrayDataReference(others);
        ref var to = ref places[at];
        for (var lane = 0; lane < Lanes; lane++)
        {
            ref var other = ref Unsafe.Add(ref from, (nint)Unsafe.Add(ref indices, lane) * components);
            Unsafe.Add(ref to, lane) = other;
            Unsafe.Add(ref to, Lanes + lane) = Unsafe.Add(ref other, 1);
            if (components == 3) Unsafe.Add(ref to, 2 * Lanes + lane) = Unsafe.Add(ref other, 2);
        }
        at += components * Lanes;
    }

    // The mixing of SplitMix64 (Steele, Lea and Flood 2014); xorshift must not start from 0.
    static uint Mixed(ulong z)
    {
        z *= 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (uint)(z >> 32) | 1;
    }
}

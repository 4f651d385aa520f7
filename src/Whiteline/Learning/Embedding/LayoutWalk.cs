using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// One epoch of some points: draws their edges and the points that push them, collects where those are, and moves the points, 32 that have drawn about as many edges at a time.
/// Holds a thread's memory.
/// </summary>
sealed class LayoutWalk
{
    /// <summary>Points whose edges are drawn before they are put together.</summary>
    public const int Points = 256;

    const int Lanes = LayoutKernel.Lanes;

    readonly LayoutEdges edges;
    readonly LayoutSettings settings;
    readonly ulong seed;
    readonly int[] offsets = new int[Points];
    readonly int[] draws = new int[Points];
    readonly int[] byDraws = new int[Points];
    readonly int[] points = new int[Lanes];
    readonly float[] counts = new float[Lanes];
    readonly float[] own;
    readonly uint[] states = new uint[Lanes];
    readonly int[] chosen = new int[Lanes];
    readonly int[] drawn;
    int[] ranks = [];
    float[] places = [];

    /// <summary>Takes memory for a layout.</summary>
    public LayoutWalk(LayoutEdges edges, LayoutSettings settings, ulong seed)
    {
        (this.edges, this.settings, this.seed) = (edges, settings, seed);
        own = new float[settings.Components * Lanes];
        // A point that has fewer draws than its neighbours reads on behind its own.
        drawn = new int[2 * edges.MostEdges(Points)];
    }

    /// <summary>Moves the points of a piece.</summary>
    /// <param name="piece">Which.</param>
    /// <param name="epoch">Decides which edges are due, and what is drawn.</param>
    /// <param name="rate">Length of a step.</param>
    /// <param name="others">Coordinates of what pulls and pushes.</param>
    /// <param name="from">Coordinates of the points before.</param>
    /// <param name="to">Receives them after.</param>
    /// <param name="isMutual">Whether the points are among the others, which are moved as well.</param>
    public void Move(int piece, int epoch, float rate, float[] others, float[] from, float[] to, bool isMutual)
    {
        var first = piece * Points;
        var size = Math.Min(Points, edges.Count - first);
        var total = 0;
        for (var p = 0; p < size; p++)
        {
            offsets[p] = total;
            total += draws[p] = edges.Draw(first + p, epoch, drawn.AsSpan(total));
        }
        Sort(size);
        for (var at = 0; at < size; at += Lanes) Group(first, byDraws.AsSpan(at, Math.Min(Lanes, size - at)), epoch, rate, others, from, to, isMutual);
    }

    // The most draws first, by counting them.
    void Sort(int size)
    {
        var most = 0;
        for (var p = 0; p < size; p++) most = Math.Max(most, draws[p]);
        if (ranks.Length < most + 2) ranks = new int[most + 2];
        var next = ranks.AsSpan(0, most + 2);
        next.Clear();
        for (var p = 0; p < size; p++) next[most - draws[p] + 1]++;
        for (var k = 1; k < next.Length; k++) next[k] += next[k - 1];
        for (var p = 0; p < size; p++) byDraws[next[most - draws[p]]++] = p;
    }

    void Group(int first, ReadOnlySpan<int> members, int epoch, float rate, float[] others, float[] from, float[] to, bool isMutual)
    {
        var steps = draws[members[0]];
        Span<int> starts = stackalloc int[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var isReal = lane < members.Length;
            var member = members[isReal ? lane : 0];
            var point = points[lane] = edges.Order[first + member];
            (starts[lane], counts[lane]) = (offsets[member], isReal ? draws[member] : 0);
            states[lane] = Mixed(seed + (((ulong)epoch << 32) | (uint)point));
            for (var d = 0; d < settings.Components; d++) own[d * Lanes + lane] = from[point * settings.Components + d];
        }
        Collect(starts, steps, others, isMutual);
        var stride = (1 + settings.Pushes) * settings.Components * Lanes;
        LayoutKernel.Move(own, places.AsSpan(0, steps * stride), stride, counts, settings.Pushes, rate, settings);
        if (isMutual) LayoutKernel.Move(own, places.AsSpan(0, steps * stride), stride, counts, 0, rate, settings);
        for (var lane = 0; lane < members.Length; lane++)
            for (var d = 0; d < settings.Components; d++) to[points[lane] * settings.Components + d] = own[d * Lanes + lane];
    }

    // Where the drawn points are, for each step the neighbour and then those that push.
    void Collect(ReadOnlySpan<int> starts, int steps, float[] others, bool isMutual)
    {
        var needed = steps * (1 + settings.Pushes) * settings.Components * Lanes;
        if (places.Length < needed) places = new float[needed];
        var known = others.Length / settings.Components;
        var at = 0;
        for (var step = 0; step < steps; step++)
        {
            for (var lane = 0; lane < Lanes; lane++) chosen[lane] = drawn[starts[lane] + step];
            Collect(others, ref at);
            for (var push = 0; push < settings.Pushes; push++)
            {
                Draw(known, isMutual);
                Collect(others, ref at);
            }
        }
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
    void Collect(float[] others, ref int at)
    {
        var components = settings.Components;
        ref var from = ref MemoryMarshal.GetArrayDataReference(others);
        ref var to = ref places[at];
        for (var lane = 0; lane < Lanes; lane++)
        {
            ref var other = ref Unsafe.Add(ref from, (nint)chosen[lane] * components);
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

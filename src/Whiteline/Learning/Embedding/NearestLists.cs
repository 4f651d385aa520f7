using System.Numerics;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// The nearest candidates of many rows, each list sorted by distance and then by index: what a list ends up with does not depend on the order in which
/// candidates came.
/// </summary>
sealed class NearestLists
{
    // A prime, so that the rows of a leaf wait at different gates.
    const int Gates = 4093;

    readonly float[] squares;
    readonly int[] indices;
    readonly float[] worst;
    readonly int[] gates = new int[Gates];

    /// <summary>Empty lists.</summary>
    /// <param name="rows">How many lists.</param>
    /// <param name="capacity">Candidates that each keeps.</param>
    public NearestLists(int rows, int capacity)
    {
        Capacity = capacity;
        squares = new float[checked((long)rows * capacity)];
        indices = new int[squares.Length];
        // Room for a last vector that is wider than the rows left; nothing is nearer than those.
        worst = new float[rows + Vector256<float>.Count * 6];
        Array.Fill(squares, float.MaxValue);
        Array.Fill(indices, int.MaxValue);
        Array.Fill(worst, float.MaxValue, 0, rows);
        Array.Fill(worst, float.NegativeInfinity, rows, worst.Length - rows);
    }

    /// <summary>Candidates that each list keeps.</summary>
    public int Capacity { get; }

    /// <summary>Candidates of a row, nearest first; <see cref="int.MaxValue"/> where there are fewer.</summary>
    public ReadOnlySpan<int> this[int row] => indices.AsSpan(row * Capacity, Capacity);

    /// <summary>Squared distance that a candidate may have at most.</summary>
    public float WorstOf(int row) => worst[row];

    /// <summary>Offers one candidate, which the list may hold already.</summary>
    public void Offer(int row, int index, float square)
    {
        if (square > worst[row]) return;
        var at = row * Capacity;
        var k = at + Capacity;
        while (k > at && (squares[k - 1] > square || squares[k - 1] == square && indices[k - 1] > index)) k--;
        var last = at + Capacity - 1;
        if (k > last || k > at && indices[k - 1] == index) return;
        squares.AsSpan(k, last - k).CopyTo(squares.AsSpan(k + 1));
        indices.AsSpan(k, last - k).CopyTo(indices.AsSpan(k + 1));
        squares[k] = square;
        indices[k] = index;
        worst[row] = squares[last];
    }

    /// <summary>The same while other threads offer, too. A candidate has the same distance each time, so what the list ends up with stays the same.</summary>
    public void OfferShared(int row, int index, float square)
    {
        ref var gate = ref gates[row % gates.Length];
        var wait = new SpinWait();
        while (Interlocked.CompareExchange(ref gate, 1, 0) != 0) wait.SpinOnce();
        Offer(row, index, square);
        Volatile.Write(ref gate, 0);
    }

    /// <summary>Offers a row the candidates of one panel.</summary>
    /// <param name="row">Whose list.</param>
    /// <param name="first">Index of the panel's first candidate.</param>
    /// <param name="distances">Squared distances, a whole number of 256-bit vectors; infinite where there is no candidate.</param>
    public void OfferRow(int row, int first, ReadOnlySpan<float> distances)
    {
        for (var v = 0; v < distances.Length; v += Vector256<float>.Count)
        {
            var hits = Vector256.LessThanOrEqual(Vector256.Create(distances[v..]), Vector256.Create(worst[row])).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                var j = v + BitOperations.TrailingZeroCount(hits);
                Offer(row, first + j, distances[j]);
            }
        }
    }

    /// <summary>Offers one candidate to the rows of one panel.</summary>
    /// <param name="first">The panel's first row.</param>
    /// <param name="index">The candidate.</param>
    /// <param name="distances">As for <see cref="OfferRow"/>.</param>
    public void OfferPanel(int first, int index, ReadOnlySpan<float> distances)
    {
        for (var v = 0; v < distances.Length; v += Vector256<float>.Count)
        {
            var hits = Vector256.LessThanOrEqual(Vector256.Create(distances[v..]), Vector256.Create(worst.AsSpan(first + v))).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                var j = v + BitOperations.TrailingZeroCount(hits);
                Offer(first + j, index, distances[j]);
            }
        }
    }

    /// <summary>The same lists, where rows have other numbers.</summary>
    /// <param name="numbers">The new number of each row, shape (rows).</param>
    public NearestLists Renamed(int[] numbers)
    {
        var renamed = new NearestLists(numbers.Length, Capacity);
        for (var i = 0; i < numbers.Length; i++)
            for (var k = i * Capacity; k < (i + 1) * Capacity && indices[k] != int.MaxValue; k++) renamed.Offer(numbers[i], numbers[indices[k]], squares[k]);
        return renamed;
    }
}

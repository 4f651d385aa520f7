using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>Offers rows to each other's lists: the fresh ones to all, the others to the fresh ones only. Holds a thread's memory.</summary>
/// <param name="rows">The rows.</param>
/// <param name="lists">Their lists, which other threads offer to as well.</param>
/// <param name="most">Most rows of a join, with room for two tiles.</param>
sealed class RowJoin(JoinRows rows, NearestLists lists, int most)
{
    const int Tile = JoinRows.Tile;

    readonly int[] members = new int[most];
    readonly float[] squares = new float[most];
    readonly float[] limits = new float[most];
    int fresh;

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Starts another join.</summary>
    public void Begin() => (Count, fresh) = (0, 0);

    /// <summary>Adds a row that is not among them.</summary>
    public void Add(int row)
    {
        (members[Count], squares[Count], limits[Count]) = (row, rows.Square(row), lists.WorstOf(row));
        Count++;
    }

    /// <summary>Those added so far are fresh.</summary>
    public void Fresh()
    {
        Pad();
        fresh = Count;
    }

    /// <summary>Offers.</summary>
    public void Run()
    {
        Pad();
        Span<float> products = stackalloc float[Tile * Tile];
        for (var one = 0; one < fresh; one += Tile)
            for (var other = one; other < Count; other += Tile)
            {
                rows.Products(members.AsSpan(one, Tile), members.AsSpan(other, Tile), products);
                Vector128<float> columns = Vector128.Create(squares.AsSpan(other)), worst = Vector128.Create(limits.AsSpan(other));
                for (var r = one; r < one + Tile; r++)
                {
                    var distances = Vector128.Create(squares[r]) + columns - 2 * Vector128.Create<float>(products[((r - one) * Tile)..]);
                    var hits = (Vector128.LessThanOrEqual(distances, worst) | Vector128.LessThanOrEqual(distances, Vector128.Create(limits[r]))).ExtractMostSignificantBits();
                    if (hits == 0) continue;
                    for (var c = 0; c < Tile; c++)
                        if ((hits >> c & 1) != 0 && other + c > r) Offer(r, other + c, distances[c]);
                }
            }
    }

    void Offer(int one, int other, float square)
    {
        if (square <= limits[one])
        {
            lists.OfferShared(members[one], members[other], square);
            limits[one] = lists.WorstOf(members[one]);
        }
        if (square <= limits[other])
        {
            lists.OfferShared(members[other], members[one], square);
            limits[other] = lists.WorstOf(members[other]);
        }
    }

    // To whole tiles, with rows that are infinitely far.
    void Pad()
    {
        for (; Count % Tile != 0; Count++) (members[Count], squares[Count], limits[Count]) = (members[0], float.PositiveInfinity, float.NegativeInfinity);
    }
}

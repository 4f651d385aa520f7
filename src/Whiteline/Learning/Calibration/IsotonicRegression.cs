namespace Whiteline.Learning.Calibration;

// Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman, Ann. Math. Stat. 26, 641, 1955): values are taken one after another, and a block whose mean is below that of the block before it is
// pooled with it, until the means rise.

/// <summary>A function that never falls, fitted by least squares: constant over pooled blocks, straight lines between them, and constant beyond its ends.</summary>
/// <param name="At">Where it bends, increasing.</param>
/// <param name="Values">Its values there, never falling; as many.</param>
public sealed record IsotonicRegression(IReadOnlyList<double> At, IReadOnlyList<double> Values)
{
    /// <summary>Fits it; equal places count as one, with the mean of their values.</summary>
    /// <param name="at">Shape (n), finite; n ≥ 1.</param>
    /// <param name="values">Shape (n), finite.</param>
    public static IsotonicRegression Fit(ReadOnlySpan<double> at, ReadOnlySpan<double> values)
    {
        if (at.Length == 0 || at.Length != values.Length) throw new ArgumentException("Give one value for each place, and at least one.", nameof(values));
        var (places, targets) = (at.ToArray(), values.ToArray());
        Array.Sort(places, targets);
        var blocks = new List<Block>();
        for (var i = 0; i < places.Length;)
        {
            var first = i;
            var sum = 0.0;
            for (; i < places.Length && places[i] == places[first]; i++) sum += targets[i];
            var block = new Block(places[first], places[first], sum, i - first);
            for (; blocks.Count > 0 && blocks[^1].Mean >= block.Mean; blocks.RemoveAt(blocks.Count - 1))
                block = new(blocks[^1].From, block.To, blocks[^1].Sum + block.Sum, blocks[^1].Count + block.Count);
            blocks.Add(block);
        }
        var (bends, heights) = (new List<double>(), new List<double>());
        foreach (var block in blocks)
        {
            bends.Add(block.From);
            heights.Add(block.Mean);
            if (block.To == block.From) continue;
            bends.Add(block.To);
            heights.Add(block.Mean);
        }
        return new(bends, heights);
    }

    /// <summary>Its value at a place.</summary>
    public double Of(double place)
    {
        if (!(place > At[0])) return Values[0];
        if (place >= At[^1]) return Values[^1];
        int low = 0, high = At.Count - 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (At[middle] <= place) low = middle;
            else high = middle;
        }
        return Values[low] + (place - At[low]) / (At[high] - At[low]) * (Values[high] - Values[low]);
    }

    readonly record struct Block(double From, double To, double Sum, int Count)
    {
        public double Mean => Sum / Count;
    }
}

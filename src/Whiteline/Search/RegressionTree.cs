using Whiteline.Numerics;

namespace Whiteline.Search;

/// <summary>
/// A regression tree on a bootstrap sample (Breiman, Friedman, Olshen and Stone, 1984): each node asks whether one feature is at most a threshold, the question that leaves the smallest
/// squared error among some random features. Nodes lie in one array, children after their parent.
/// </summary>
sealed class RegressionTree
{
    // A question, or, with First 0, a leaf.
    readonly record struct Node(int Feature, double Threshold, int First, double Value);

    readonly List<Node> nodes = [];
    readonly bool[] drawn;

    RegressionTree(int rows) => drawn = new bool[rows];

    /// <summary>Grows a tree.</summary>
    /// <param name="features">Shape (n, f): a row per observation.</param>
    /// <param name="values">Shape (n).</param>
    /// <param name="candidates">Features tried at a node.</param>
    /// <param name="random">Randomness.</param>
    public static RegressionTree Grow(double[][] features, double[] values, int candidates, RandomSource random)
    {
        var tree = new RegressionTree(values.Length);
        var sample = new int[values.Length];
        for (var i = 0; i < sample.Length; i++) tree.drawn[sample[i] = random.NextInt32(values.Length)] = true;
        var order = Enumerable.Range(0, features[0].Length).ToArray();
        tree.nodes.Add(default);
        var open = new Stack<(int Node, int[] Members)>([(0, sample)]);
        while (open.TryPop(out var part))
        {
            random.Shuffle(order.AsSpan());
            if (Split(features, values, part.Members, order, candidates) is not { } split)
            {
                tree.nodes[part.Node] = new(0, 0, 0, part.Members.Average(i => values[i]));
                continue;
            }
            tree.nodes[part.Node] = new(split.Feature, split.Threshold, tree.nodes.Count, 0);
            open.Push((tree.nodes.Count, [.. part.Members.Where(i => features[i][split.Feature] <= split.Threshold)]));
            open.Push((tree.nodes.Count + 1, [.. part.Members.Where(i => features[i][split.Feature] > split.Threshold)]));
            tree.nodes.Add(default);
            tree.nodes.Add(default);
        }
        return tree;
    }

    /// <summary>True when the observation was not in the tree's sample.</summary>
    public bool HasNotSeen(int row) => !drawn[row];

    /// <summary>The tree's answer.</summary>
    public double Predict(double[] features)
    {
        var node = nodes[0];
        while (node.First > 0) node = nodes[features[node.Feature] <= node.Threshold ? node.First : node.First + 1];
        return node.Value;
    }

    static (int Feature, double Threshold)? Split(double[][] features, double[] values, int[] members, int[] order, int candidates)
    {
        const int leastToSplit = 4;
        if (members.Length < leastToSplit) return null;
        (int, double)? best = null;
        var most = double.NegativeInfinity;
        var tried = 0;
        foreach (var feature in order)
        {
            if (tried == candidates) break;
            var sorted = members.OrderBy(i => features[i][feature]).ToArray();
            if (features[sorted[0]][feature] == features[sorted[^1]][feature]) continue;
            tried++;
            // The smallest squared error has the largest (Σ left)² / n left + (Σ right)² / n right.
            double left = 0, right = members.Sum(i => values[i]);
            for (var k = 0; k + 1 < sorted.Length; k++)
            {
                left += values[sorted[k]];
                right -= values[sorted[k]];
                var (here, next) = (features[sorted[k]][feature], features[sorted[k + 1]][feature]);
                if (here == next) continue;
                var gain = left * left / (k + 1) + right * right / (sorted.Length - k - 1);
                if (gain <= most) continue;
                var middle = here + (next - here) / 2;
                (most, best) = (gain, (feature, middle < next ? middle : here));
            }
        }
        return best;
    }
}

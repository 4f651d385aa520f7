using Whiteline.Numerics;

namespace Whiteline.Learning.Classical;

/// <summary>
/// A classification tree grown until its leaves are pure (Breiman, Friedman, Olshen and Stone, 1984): each node asks whether one channel is at most a threshold, the
/// question of lowest Gini impurity among a few random channels. Nodes lie in one array, children after their parent.
/// </summary>
sealed class DecisionTree
{
    // A question, or, with First below 0, a leaf: ~First is its place among the shares.
    readonly record struct Node(int Channel, float Threshold, int First, int Second);

    readonly List<Node> nodes = [];
    readonly List<float> shares = [];
    readonly int classes;

    DecisionTree(int classes) => this.classes = classes;

    /// <summary>Grows a tree on a bootstrap sample.</summary>
    /// <param name="set">The training spectra.</param>
    /// <param name="candidates">Channels tried at a node.</param>
    /// <param name="random">Randomness.</param>
    public static DecisionTree Grow(TrainingSet set, int candidates, RandomSource random)
    {
        var tree = new DecisionTree(set.Classes);
        var sample = new int[set.Count];
        for (var i = 0; i < sample.Length; i++) sample[i] = random.NextInt32(set.Count);
        var work = new Workspace(set, sample.Length, candidates, random);
        // A stack instead of recursion: a tree can be as deep as there are spectra.
        var open = new Stack<(int Node, int From, int Count)>();
        tree.nodes.Add(default);
        open.Push((0, 0, sample.Length));
        while (open.TryPop(out var part))
        {
            var members = sample.AsSpan(part.From, part.Count);
            if (work.BestSplit(members) is not { } split)
            {
                tree.nodes[part.Node] = new(0, 0, ~tree.Leaf(set, members), 0);
                continue;
            }
            var left = Partition(set, members, split.Channel, split.Threshold);
            tree.nodes[part.Node] = new(split.Channel, split.Threshold, tree.nodes.Count, tree.nodes.Count + 1);
            open.Push((tree.nodes.Count + 1, part.From + left, part.Count - left));
            open.Push((tree.nodes.Count, part.From, left));
            tree.nodes.Add(default);
            tree.nodes.Add(default);
        }
        return tree;
    }

    /// <summary>Adds the leaf's class shares for one spectrum.</summary>
    public void AddShares(ReadOnlySpan<float> spectrum, Span<double> sum)
    {
        var node = nodes[0];
        while (node.First >= 0) node = nodes[spectrum[node.Channel] <= node.Threshold ? node.First : node.Second];
        for (var k = 0; k < classes; k++) sum[k] += shares[~node.First * classes + k];
    }

    int Leaf(TrainingSet set, ReadOnlySpan<int> members)
    {
        var counts = new int[classes];
        foreach (var i in members) counts[set.ClassOf[i]]++;
        foreach (var count in counts) shares.Add((float)count / members.Length);
        return shares.Count / classes - 1;
    }

    static int Partition(TrainingSet set, Span<int> members, int channel, float threshold)
    {
        var left = 0;
        for (var i = 0; i < members.Length; i++)
        {
            if (set.Intensity[members[i] * set.Channels + channel] > threshold) continue;
            (members[left], members[i]) = (members[i], members[left]);
            left++;
        }
        return left;
    }

    sealed class Workspace(TrainingSet set, int size, int candidates, RandomSource random)
    {
        readonly float[] values = new float[size];
        readonly int[] labels = new int[size];
        readonly int[] channels = [.. Enumerable.Range(0, set.Channels)];
        readonly long[] left = new long[set.Classes];
        readonly long[] right = new long[set.Classes];

        /// <summary>The best question, or null when the members are of one class or all alike.</summary>
        public (int Channel, float Threshold)? BestSplit(ReadOnlySpan<int> members)
        {
            Array.Clear(right);
            foreach (var i in members) right[set.ClassOf[i]]++;
            if (right.Contains(members.Length)) return null;
            (int Channel, float Threshold)? best = null;
            var purest = double.NegativeInfinity;
            // Channels that do not vary do not count as tried, as in scikit-learn: without that, few candidates end a tree too soon.
            for (int drawn = 0, tried = 0; drawn < channels.Length && tried < candidates; drawn++)
            {
                var pick = drawn + random.NextInt32(channels.Length - drawn);
                (channels[drawn], channels[pick]) = (channels[pick], channels[drawn]);
                if (Try(members, channels[drawn], ref purest) is not { } threshold) continue;
                tried++;
                if (!float.IsNaN(threshold)) best = (channels[drawn], threshold);
            }
            return best;
        }

        // Null when the channel does not vary, NaN when it is no better than what is known.
        float? Try(ReadOnlySpan<int> members, int channel, ref double purest)
        {
            var count = members.Length;
            for (var m = 0; m < count; m++) (values[m], labels[m]) = (set.Intensity[members[m] * set.Channels + channel], set.ClassOf[members[m]]);
            values.AsSpan(0, count).Sort(labels.AsSpan(0, count));
            if (values[0] == values[count - 1]) return null;
            Array.Clear(left);
            Array.Clear(right);
            foreach (var label in labels.AsSpan(0, count)) right[label]++;
            // Σ n_k² of both sides, divided by their sizes: the larger, the lower the Gini impurity.
            double leftSquares = 0, rightSquares = right.Sum(n => (double)n * n);
            var threshold = float.NaN;
            for (var m = 0; m + 1 < count; m++)
            {
                var label = labels[m];
                leftSquares += 2 * left[label] + 1;
                rightSquares -= 2 * right[label] - 1;
                left[label]++;
                right[label]--;
                if (values[m] == values[m + 1]) continue;
                var purity = leftSquares / (m + 1) + rightSquares / (count - m - 1);
                if (purity <= purest) continue;
                var middle = values[m] + (values[m + 1] - values[m]) / 2;
                // Rounding may take the middle of two neighbours up to the greater one.
                (purest, threshold) = (purity, middle < values[m + 1] ? middle : values[m]);
            }
            return threshold;
        }
    }
}

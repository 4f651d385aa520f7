namespace Whiteline.Search;

// Fast non-dominated sorting and crowding distance: Deb, Pratap, Agarwal, Meyarivan, IEEE Trans. Evol. Comput. 6 (2002) 182.

/// <summary>Orders points of several objectives, all to be made small.</summary>
static class ParetoRanks
{
    /// <summary>True when the first is at least as good everywhere and better somewhere.</summary>
    public static bool Dominates(double[] first, double[] second)
    {
        var better = false;
        for (var k = 0; k < first.Length; k++)
        {
            if (!(first[k] <= second[k])) return false;
            better |= first[k] < second[k];
        }
        return better;
    }

    /// <summary>Indices from best to worst: by front, and within a front the more solitary first.</summary>
    public static int[] Order(IReadOnlyList<double[]> points)
    {
        var left = Enumerable.Range(0, points.Count).ToList();
        var order = new List<int>(points.Count);
        while (left.Count > 0)
        {
            var front = left.Where(i => !left.Any(j => Dominates(points[j], points[i]))).ToArray();
            var solitude = Crowding(points, front);
            order.AddRange(Enumerable.Range(0, front.Length).OrderByDescending(i => solitude[i]).ThenBy(i => front[i]).Select(i => front[i]));
            left.RemoveAll(front.Contains);
        }
        return [.. order];
    }

    static double[] Crowding(IReadOnlyList<double[]> points, int[] front)
    {
        var distance = new double[front.Length];
        for (var k = 0; k < points[front[0]].Length; k++)
        {
            var sorted = Enumerable.Range(0, front.Length).OrderBy(i => points[front[i]][k]).ToArray();
            var range = points[front[sorted[^1]]][k] - points[front[sorted[0]]][k];
            distance[sorted[0]] = distance[sorted[^1]] = double.PositiveInfinity;
            if (!(range > 0)) continue;
            for (var i = 1; i < sorted.Length - 1; i++) distance[sorted[i]] += (points[front[sorted[i + 1]]][k] - points[front[sorted[i - 1]]][k]) / range;
        }
        return distance;
    }
}

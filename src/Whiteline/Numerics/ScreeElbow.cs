namespace Whiteline.Numerics;

/// <summary>
/// Rank by the elbow of the scree plot: the point of ln(explained variance ratio) farthest from the line through its ends (Satopää et al.,
/// "Finding a kneedle in a haystack", ICDCS Workshops, 2011), over the first 20 components as in HyperSpy.
/// </summary>
public static class ScreeElbow
{
    const int MostPoints = 20;

    /// <summary>Number of components before the noise; at least 1.</summary>
    /// <param name="explained">Explained variance ratios, descending, shape (components).</param>
    public static int Rank(ReadOnlySpan<double> explained)
    {
        var last = Math.Min(MostPoints, explained.Length - 1);
        if (last < 2) return Math.Max(1, explained.Length);
        double first = Log(explained[0]), slope = Log(explained[last]) - first;
        var rank = 0;
        var farthest = -1.0;
        for (var i = 0; i <= last; i++)
            if (Math.Abs(slope * i - last * (Log(explained[i]) - first)) is var distance && distance > farthest) (farthest, rank) = (distance, i);
        // The elbow is the first component of the noise.
        return Math.Max(1, rank);
    }

    static double Log(double ratio) => Math.Log(Math.Max(ratio, 1e-30));
}

namespace Whiteline.Maps;

/// <summary>A map held against a known truth. A pixel given a label where the truth has none counts as wrong.</summary>
/// <param name="Accuracy">Right labels over all labels given; NaN when none is given.</param>
/// <param name="PerClass">A row per value of the truth.</param>
public sealed record TruthScore(double Accuracy, IReadOnlyList<TruthRow> PerClass)
{
    /// <summary>Scores a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="truth">Shape (rows × columns): a label, or what stands for no specimen.</param>
    public static TruthScore Of(OxidationMap map, IReadOnlyList<string> truth)
    {
        if (truth.Count != map.Pixels) throw new ArgumentException($"{truth.Count} true labels for {map.Pixels} pixels.", nameof(truth));
        var rows = new List<TruthRow>();
        foreach (var label in truth.Distinct().Order(StringComparer.Ordinal))
        {
            var pixels = Enumerable.Range(0, map.Pixels).Where(pixel => truth[pixel] == label).ToArray();
            var masked = pixels.Count(pixel => map.WinnerAt(pixel) < 0);
            var right = pixels.Count(pixel => map.WinnerAt(pixel) is var winner and >= 0 && map.Labels[winner] == label);
            rows.Add(new(label, pixels.Length, masked, right));
        }
        return new((double)rows.Sum(row => row.Right) / (map.Pixels - map.Masked), rows);
    }
}

/// <summary>The pixels of one true label.</summary>
/// <param name="Truth">The label.</param>
/// <param name="Pixels">How many there are.</param>
/// <param name="Masked">How many were given no label.</param>
/// <param name="Right">How many were given this one.</param>
public sealed record TruthRow(string Truth, int Pixels, int Masked, int Right)
{
    /// <summary>Right labels over labels given; NaN when none is given.</summary>
    public double Accuracy => (double)Right / (Pixels - Masked);
}

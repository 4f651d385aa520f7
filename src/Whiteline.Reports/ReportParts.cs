using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>A model card as a table: names and values in order.</summary>
public sealed record ModelCardView(string Heading, IReadOnlyList<(string Name, string Value)> Rows);

/// <summary>The known truth of a demonstration.</summary>
/// <param name="Map">The true classes; masked where nothing is to be found.</param>
/// <param name="Accuracy">Share of pixels that are not masked in either map and carry the true label.</param>
public sealed record TruthView(OxidationMap Map, double Accuracy)
{
    /// <summary>Compares a map with the truth.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static TruthView Of(OxidationMap map, OxidationMap truth)
    {
        if (map.Rows != truth.Rows || map.Columns != truth.Columns) throw new ArgumentException("The truth has another size than the map.", nameof(truth));
        var (right, all) = (0, 0);
        for (var pixel = 0; pixel < map.Pixels; pixel++)
        {
            if (map.WinnerAt(pixel) < 0 || truth.WinnerAt(pixel) < 0) continue;
            all++;
            if (map[pixel].Label == truth[pixel].Label) right++;
        }
        return new(truth, (double)right / all);
    }
}

using SkiaSharp;

namespace Whiteline.Reports.Embeddings;

/// <summary>What the points of a scatter are coloured by: names, or numbers on a scale.</summary>
/// <param name="Title">What the colour means, with its unit.</param>
/// <param name="Of">Index into <paramref name="Palette"/> of each point, shape (n); −1 where nothing is known.</param>
/// <param name="Palette">Colours.</param>
/// <param name="Legend">Name of each colour, shape of the palette, for names; the two ends for a scale; empty for more names than a legend can hold.</param>
/// <param name="IsScale">True for numbers.</param>
sealed record PointColours(string Title, int[] Of, SKColor[] Palette, IReadOnlyList<string> Legend, bool IsScale)
{
    const int MostNames = 12, Shades = 24;

    // Part of the numbers beyond either end of the scale, so that an outlier does not take all of it.
    const double Clipped = 0.02;

    /// <summary>Colours by name: labels have the colours that they have in every figure.</summary>
    public static PointColours ByName(string title, IReadOnlyList<string> names, bool areLabels)
    {
        string[] distinct = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var index = distinct.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var fits = distinct.Length <= MostNames;
        SKColor[] palette = areLabels && fits
            ? LabelColours.Skia(distinct)
            // Golden-angle steps of the hue keep names that follow one another apart.
            : [.. distinct.Select((_, i) => SKColor.FromHsl(i * 137.508f % 360, 65, i % 2 == 0 ? 42 : 58))];
        return new(fits ? title : $"{title} ({distinct.Length})", [.. names.Select(name => index[name])], palette, fits ? distinct : [], false);
    }

    /// <summary>Colours by number.</summary>
    public static PointColours ByNumber(string title, IReadOnlyList<double> values, string format)
    {
        double[] finite = [.. values.Where(double.IsFinite).Order()];
        if (finite.Length == 0) return new(title, [.. values.Select(_ => -1)], [], [], true);
        double low = finite[(int)(Clipped * (finite.Length - 1))], high = finite[(int)((1 - Clipped) * (finite.Length - 1))];
        var width = high > low ? high - low : 1;
        return new(
            title,
            [.. values.Select(value => double.IsFinite(value) ? (int)Math.Clamp((value - low) / width * Shades, 0, Shades - 1) : -1)],
            [.. Enumerable.Range(0, Shades).Select(shade => Viridis.At((shade + 0.5) / Shades))],
            [low.ToString(format, System.Globalization.CultureInfo.InvariantCulture), high.ToString(format, System.Globalization.CultureInfo.InvariantCulture)],
            true);
    }
}

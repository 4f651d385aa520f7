namespace Whiteline.Reports;

/// <summary>
/// The diverging colours RdBu of ColorBrewer (Harrower and Brewer, The Cartographic Journal 40, 27, 2003): blue below zero, red above, nearly white
/// at zero, darker the further from it on either side. They stay apart under the common colour-vision deficiencies.
/// </summary>
public static class BlueRed
{
    static readonly (int Red, int Green, int Blue)[] Stops =
    [
        (0x05, 0x30, 0x61), (0x21, 0x66, 0xAC), (0x43, 0x93, 0xC3), (0x92, 0xC5, 0xDE), (0xD1, 0xE5, 0xF0), (0xF7, 0xF7, 0xF7),
        (0xFD, 0xDB, 0xC7), (0xF4, 0xA5, 0x82), (0xD6, 0x60, 0x4D), (0xB2, 0x18, 0x2B), (0x67, 0x00, 0x1F),
    ];

    /// <summary>Colour of a value in [−1, 1] as <c>#RRGGBB</c>; values outside are clipped, what is not a number is the middle.</summary>
    public static string At(double value)
    {
        var place = double.IsNaN(value) ? (Stops.Length - 1) / 2.0 : (Math.Clamp(value, -1, 1) + 1) / 2 * (Stops.Length - 1);
        var low = Math.Min((int)place, Stops.Length - 2);
        var (a, b, t) = (Stops[low], Stops[low + 1], place - low);
        return $"#{Mix(a.Red, b.Red, t):X2}{Mix(a.Green, b.Green, t):X2}{Mix(a.Blue, b.Blue, t):X2}";
    }

    /// <summary>Colours of values on a scale that reaches as far below zero as above.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<double> values)
    {
        var most = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return [.. values.Select(value => At(most > 0 ? value / most : 0))];
    }

    static int Mix(int from, int to, double t) => (int)Math.Round(from + (to - from) * t);
}

using SkiaSharp;

namespace Whiteline.Reports;

/// <summary>
/// Colours of classes: Okabe and Ito, Color Universal Design (2008), which stay apart under the common colour-vision deficiencies.
/// A known ion has the same colour in every figure; other labels take the remaining colours in the order they are asked for.
/// </summary>
public static class LabelColours
{
    static readonly string[] Palette = ["#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442", "#444444"];

    static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["Fe2+"] = 0,
        ["Fe3+"] = 1,
        ["Fe2.67+"] = 2,
        ["Fe0+"] = 7,
        ["Mn2+"] = 0,
        ["Mn3+"] = 1,
        ["Mn4+"] = 2,
        ["Mn2.67+"] = 3,
        ["Mn0+"] = 7,
        ["Co2+"] = 0,
        ["Co3+"] = 1,
        ["Cr3+"] = 1,
        ["Cr6+"] = 3,
        ["Ti3+"] = 1,
        ["Ti4+"] = 2,
    };

    /// <summary>One colour per label, as <c>#RRGGBB</c>, shape (k). Beyond eight labels colours repeat.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> labels)
    {
        var chosen = new int[labels.Count];
        var taken = new HashSet<int>();
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = Known.TryGetValue(labels[i], out var known) && taken.Add(known) ? known : -1;
        for (var i = 0; i < chosen.Length; i++)
            if (chosen[i] < 0)
            {
                var free = Enumerable.Range(0, Palette.Length).FirstOrDefault(colour => !taken.Contains(colour), i % Palette.Length);
                taken.Add(free);
                chosen[i] = free;
            }
        return [.. chosen.Select(index => Palette[index])];
    }

    internal static SKColor[] Skia(IReadOnlyList<string> labels) => [.. Of(labels).Select(SKColor.Parse)];
}

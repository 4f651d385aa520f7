using System.Globalization;
using System.Text.RegularExpressions;

namespace Whiteline.Spectra;

/// <summary>What a label says: an element and its mean valence, such as Fe2.67+ for magnetite.</summary>
/// <param name="Element">Chemical symbol.</param>
/// <param name="Valence">Mean valence, electrons.</param>
public sealed partial record OxidationState(string Element, double Valence)
{
    /// <summary>Reads a label such as <c>Mn4+</c> or <c>Fe2.67+</c>; null when it names no ion.</summary>
    public static OxidationState? Parse(string label) =>
        Pattern().Match(label) is { Success: true } match
            ? new(match.Groups[1].Value, double.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    /// <summary>The label.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Element}{Valence:0.##}+");

    [GeneratedRegex(@"^([A-Z][a-z]?)(\d{1,2}(?:\.\d{1,4})?)\+$")]
    private static partial Regex Pattern();
}

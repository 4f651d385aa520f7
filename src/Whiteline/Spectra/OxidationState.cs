using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Whiteline.Spectra;

/// <summary>What a label says: an element and its mean valence, such as Fe2.67+ for magnetite.</summary>
/// <param name="Element">Chemical symbol.</param>
/// <param name="Valence">Mean valence, electrons.</param>
public sealed partial record OxidationState(string Element, double Valence)
{
    const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    static readonly string[] Roman = ["0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"];

    /// <summary>Reads a label such as <c>Mn4+</c> or <c>Fe2.67+</c>, also as chemists write it: <c>Mn⁴⁺</c>, <c>Mn(IV)</c>, <c>Mn 4+</c>, <c>Mn+4</c>. Null when it names no ion.</summary>
    public static OxidationState? Parse(string label)
    {
        if (Pattern().Match(Plain(label)) is not { Success: true } match) return null;
        var element = match.Groups["element"].Value;
        return match.Groups["roman"] is { Success: true } roman
            ? Array.IndexOf(Roman, roman.Value) is >= 0 and var oxidation ? new(element, oxidation) : null
            : new(element, double.Parse(match.Groups["valence"].ValueSpan, CultureInfo.InvariantCulture));
    }

    /// <summary>The label.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Element}{Valence:0.##}+");

    static string Plain(string label)
    {
        var plain = new StringBuilder(label.Length);
        foreach (var character in label.Trim())
            plain.Append(Superscripts.IndexOf(character) is >= 0 and var digit ? (char)('0' + digit) : character is '⁺' ? '+' : character);
        return plain.ToString();
    }

    [GeneratedRegex(@"^(?<element>[A-Z][a-z]?)(?: ?(?<valence>\d{1,2}(?:\.\d{1,4})?)\+| ?\+(?<valence>\d{1,2}(?:\.\d{1,4})?)| ?\((?<roman>0|[IV]{1,4})\))$")]
    private static partial Regex Pattern();
}

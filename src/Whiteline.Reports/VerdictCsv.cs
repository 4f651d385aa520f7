using System.Globalization;
using System.Text;
using Whiteline.Learning;

namespace Whiteline.Reports;

/// <summary>The cells of a verdict in a table, the same in a map and in a list of spectra. A spectrum that was given no label has none here either.</summary>
static class VerdictCsv
{
    /// <summary>Names of the cells.</summary>
    /// <param name="labels">Class labels, shape (k).</param>
    /// <param name="sets">With the labels that cannot be ruled out.</param>
    /// <param name="survival">With the error of the axis that the label survives.</param>
    internal static string Header(IReadOnlyList<string> labels, bool sets, bool survival) =>
        $"label,confidence,abstained{string.Concat(labels.Select(label => "," + CsvText.Quote($"P({label})")))}{(sets ? ",set" : "")}{(survival ? ",survivesFromEv,survivesToEv" : "")}";

    /// <summary>Appends the cells.</summary>
    internal static void Append(StringBuilder csv, Verdict verdict, bool sets, bool survival)
    {
        if (verdict.Abstained is { } reason) csv.Append(",,").Append(reason.InWords());
        else csv.Append(CultureInfo.InvariantCulture, $"{CsvText.Quote(verdict.Label)},{verdict.Confidence:0.######},");
        foreach (var probability in verdict.Probabilities) csv.Append(CultureInfo.InvariantCulture, $",{probability:0.######}");
        if (sets) csv.Append(',').AppendJoin(' ', verdict.Set ?? []);
        if (survival) csv.Append(verdict.HoldsAnswer && verdict.Survives is { } range ? string.Create(CultureInfo.InvariantCulture, $",{range.FromEv:0.##},{range.ToEv:0.##}") : ",,");
    }
}

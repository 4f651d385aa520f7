using System.Globalization;
using System.Text;
using Whiteline.Fractions;

namespace Whiteline.Reports.Fractions;

/// <summary>The cells of an estimate in a table, the same in a map and in a list of spectra.</summary>
static class FractionCsv
{
    /// <summary>Names of the cells, each after a comma.</summary>
    /// <param name="states">Ions, shape (k).</param>
    /// <param name="before">What stands before each name.</param>
    internal static string Header(IReadOnlyList<string> states, string before = "")
    {
        string[] names = [.. states.SelectMany(state => new[] { state, state + " lower", state + " upper" }), "mean valence", "mean valence lower", "mean valence upper", "shift eV", "broadening eV"];
        return string.Concat(names.Select(name => "," + CsvText.Quote(before + name)));
    }

    /// <summary>Appends the cells; without an estimate, empty ones.</summary>
    /// <param name="csv">The table.</param>
    /// <param name="estimate">The estimate, or null.</param>
    /// <param name="states">Number of states.</param>
    internal static void Append(StringBuilder csv, FractionEstimate? estimate, int states)
    {
        if (estimate is null)
        {
            csv.Append(',', 3 * states + 5);
            return;
        }
        for (var k = 0; k < states; k++) csv.Append(CultureInfo.InvariantCulture, $",{estimate.Fractions[k]:0.####},{estimate.Lower[k]:0.####},{estimate.Upper[k]:0.####}");
        csv.Append(CultureInfo.InvariantCulture, $",{estimate.MeanValence:0.####},{estimate.ValenceLower:0.####},{estimate.ValenceUpper:0.####},{Number(estimate.ShiftEv)},{Number(estimate.BroadeningEv)}");
    }

    static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.###", CultureInfo.InvariantCulture);
}

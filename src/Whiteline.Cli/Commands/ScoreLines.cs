using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Metrics;

namespace Whiteline.Cli.Commands;

/// <summary>What every evaluation says of its scores beside the accuracy.</summary>
static class ScoreLines
{
    /// <summary>Adds the lines.</summary>
    public static void Fill(Page page, Scores scores)
    {
        var kappa = double.IsNaN(scores.CohenKappa) ? "not defined" : scores.CohenKappa.ToString("0.000", CultureInfo.InvariantCulture);
        page.Line(FormattableString.Invariant($"Matthews correlation {scores.MatthewsCorrelation:0.000}, Cohen's kappa {kappa}"));
        page.Line(FormattableString.Invariant($"log loss {scores.LogLoss:0.000}, Brier score {scores.Brier:0.000}, calibration error {scores.Ece:0.000}"));
    }
}

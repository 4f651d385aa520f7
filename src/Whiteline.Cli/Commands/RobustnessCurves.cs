using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary>The curves of an evaluation, as JSON and as tables.</summary>
static class RobustnessCurves
{
    /// <summary>A curve as JSON.</summary>
    /// <param name="points">Its points.</param>
    /// <param name="at">What the condition is called.</param>
    public static IEnumerable<Dictionary<string, double>> Document(IReadOnlyList<RobustnessPoint>? points, string at) => (points ?? []).Select(point =>
    {
        var document = new Dictionary<string, double> { [at] = point.At, ["accuracy"] = point.Accuracy, ["balancedAccuracy"] = point.BalancedAccuracy };
        if (at == "shift") document["extendedEv"] = point.ExtendedEv;
        return document;
    });

    /// <summary>A table for every curve that was asked for.</summary>
    public static void Fill(Page page, EvaluationResult result)
    {
        Fill(page, "shift, eV", result.ShiftCurve);
        Fill(page, "noise ×", result.NoiseCurve);
        Fill(page, "σ / peak", result.GaussianCurve);
        Fill(page, "electrons", result.DoseCurve);
        Fill(page, "FWHM, eV", result.ResolutionCurve);
        Fill(page, "eV / channel", result.DispersionCurve);
    }

    static void Fill(Page page, string what, IReadOnlyList<RobustnessPoint> points)
    {
        if (points.Count == 0) return;
        page.Table(
            [what, "accuracy", "balanced", .. points.Any(point => point.ExtendedEv > 0) ? ["not measured, eV"] : Array.Empty<string>()],
            points.Select(point => (string[])
            [
                point.At.ToString("0.###", CultureInfo.InvariantCulture), Number(point.Accuracy), Number(point.BalancedAccuracy),
                .. points.Any(other => other.ExtendedEv > 0) ? [point.ExtendedEv.ToString("0.##", CultureInfo.InvariantCulture)] : Array.Empty<string>(),
            ]));
    }

    static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.000", CultureInfo.InvariantCulture);
}

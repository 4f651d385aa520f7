using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Fractions;

namespace Whiteline.Cli.Commands;

/// <summary>Fractions as a command prints them.</summary>
static class FractionDocument
{
    /// <summary>The summary of a map or a file, for JSON.</summary>
    public static object Of(FractionResult result, AgreementMap? agreement) => new
    {
        states = result.States,
        methods = result.Methods.Select(method => new
        {
            method = Name(method.Method),
            spectra = method.Count,
            meanFractions = result.States.Zip(method.MeanFractions(result.States.Count)).ToDictionary(pair => pair.First, pair => pair.Second),
            meanValence = method.MeanValence,
            meanValenceWidth = method.MeanValenceWidth,
        }),
        agreement = agreement is null ? null : new { share = agreement.Share, pixels = Enum.GetValues<Agreement>().ToDictionary(kind => char.ToLowerInvariant($"{kind}"[0]) + $"{kind}"[1..], agreement.CountOf) },
        findings = result.Findings,
    };

    /// <summary>All methods' estimates of one spectrum, for JSON.</summary>
    public static object Of(FractionResult result, int index) => result.Methods.ToDictionary(method => Name(method.Method), method => method.Estimates[index] is not { } estimate ? null : new
    {
        fractions = result.States.Select((state, k) => (state, k)).ToDictionary(pair => pair.state, pair => new { value = estimate.Fractions[pair.k], lower = estimate.Lower[pair.k], upper = estimate.Upper[pair.k] }),
        meanValence = new { value = estimate.MeanValence, lower = estimate.ValenceLower, upper = estimate.ValenceUpper },
        shiftEv = estimate.ShiftEv,
        broadeningEv = estimate.BroadeningEv,
    });

    /// <summary>The summary, for a reader.</summary>
    public static void Print(Page page, FractionResult result, AgreementMap? agreement)
    {
        if (result.Methods.All(method => method.Count == 0)) page.Line("No spectrum holds an answer, so none has fractions.");
        else page.Table(
            ["share of white lines, by", "spectra", .. result.States, "mean valence", "interval"],
            result.Methods.Select(method => (IReadOnlyList<string>)[Name(method.Method), $"{method.Count}", .. method.MeanFractions(result.States.Count).Select(Text), Text(method.MeanValence), Text(method.MeanValenceWidth)]));
        if (agreement is not null && !double.IsNaN(agreement.Share)) page.Line(FormattableString.Invariant($"classifier, least squares{(agreement.HasRatio ? " and ratio" : "")} agree on {agreement.Share:0.000} of the labelled pixels"));
        foreach (var finding in result.Findings) page.Line(finding);
    }

    /// <summary>Every spectrum's fractions by every method, and the summary, for a reader.</summary>
    public static void Print(Page page, string file, FractionResult result)
    {
        page.Table(
            ["file", "index", "share of white lines, by", .. result.States, "mean valence"],
            Enumerable.Range(0, result.Methods[0].Estimates.Count).SelectMany(i => result.Methods.Where(method => method.Estimates[i] is not null).Select(method => Row(file, i, method))));
        Print(page, result, null);
    }

    static IReadOnlyList<string> Row(string file, int index, MethodFractions method)
    {
        var estimate = method.Estimates[index]!;
        return [file, $"{index}", Name(method.Method), .. estimate.Fractions.Select((fraction, k) => Interval(fraction, estimate.Lower[k], estimate.Upper[k])), Interval(estimate.MeanValence, estimate.ValenceLower, estimate.ValenceUpper)];
    }

    static string Interval(double value, double lower, double upper) => FormattableString.Invariant($"{value:0.00} [{lower:0.00}, {upper:0.00}]");

    static string Name(FractionMethod method) => method.ToString().ToLowerInvariant();

    static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("0.000", CultureInfo.InvariantCulture);
}

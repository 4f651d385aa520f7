using System.Globalization;
using Whiteline.Fractions;

namespace Whiteline.Reports.Fractions;

/// <summary>Fractions on a map as one HTML file that needs no network.</summary>
static class FractionReport
{
    internal static string Html(FractionMap map, string title)
    {
        var result = map.Result;
        var (width, height) = FractionFigures.SizeOf(map);
        var page = new HtmlPage($"Fractions: {title}");
        page.Note("Read this first", result.Findings);
        page.Table(["Method", "Pixels", .. result.States, "Mean valence", "Mean width of its interval"], result.Methods.Select(method => (string[])
            [FractionFigures.Name(method.Method), $"{method.Count}", .. method.MeanFractions(result.States.Count).Select(Text), Text(method.MeanValence), Text(method.MeanValenceWidth)]), 1, sortable: false);
        foreach (var method in result.Methods)
        {
            page.Heading($"By {FractionFigures.Name(method.Method)}");
            page.Picture(FractionFigures.Fractions(map, method), $"Fractions by {FractionFigures.Name(method.Method)}", width, height);
        }
        page.Heading("Agreement");
        page.Picture(new AgreementFigure(map), "Agreement", AgreementFigure.Width, AgreementFigure.Height);
        page.Heading("Limits");
        page.Paragraph("A fraction is a share of the white-line intensity. An interval holds the truth with a probability of 0.9 where the specimen is a mixture of the states listed, and its edges differ from the references no more than the references differ from each other. A state that is not listed is taken for one that is.");
        return page.ToString();
    }

    static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

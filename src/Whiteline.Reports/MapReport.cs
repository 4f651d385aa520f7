using System.Globalization;
using System.Net;
using System.Text;
using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>A map as one HTML file that needs no network and runs no script; every text of a file is encoded.</summary>
public static class MapReport
{
    const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>{0}</title><style>
        :root{color-scheme:light dark;--ink:#222;--page:#fff;--line:#ddd;--note:#fff6dd}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--page:#16181b;--line:#3a3e44;--note:#3a3219}}
        body{font:16px/1.5 system-ui,sans-serif;max-width:1200px;margin:2rem auto;padding:0 1.5rem;color:var(--ink);background:var(--page);overflow-wrap:anywhere}
        h1{font-size:1.7rem}h2{font-size:1.2rem;margin-top:2rem}img{width:100%;height:auto;background:#fff;border-radius:4px}
        .pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}@media(max-width:800px){.pair{grid-template-columns:1fr}}
        table{border-collapse:collapse}td,th{padding:.25rem .9rem .25rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        td.n,th.n{text-align:right}.note{background:var(--note);padding:.6rem 1rem;border-radius:4px}
        .box{user-select:all;border:1px solid var(--line);padding:.8rem 1rem;border-radius:4px}code{font-size:.85em}
        @media print{:root{--ink:#000;--page:#fff;--line:#bbb;--note:#fff}body{margin:0;max-width:none}img,table,.box{break-inside:avoid}}
        </style></head><body><h1>{0}</h1>
        """;

    /// <summary>Writes the report as HTML text.</summary>
    /// <param name="result">The map and how it was made.</param>
    /// <param name="title">Title.</param>
    /// <param name="model">Model card, or null.</param>
    /// <param name="truth">The truth of a demonstration, or null.</param>
    public static string Html(MapResult result, string title, ModelCardView? model = null, TruthView? truth = null)
    {
        var (map, run) = (result.Map, result.Run);
        var html = new StringBuilder(Head.Replace("{0}", Encode(title), StringComparison.Ordinal));
        if (result.Findings.Count > 0)
            html.Append("<div class=note><strong>Read this first</strong><ul>").AppendJoin("", result.Findings.Select(text => $"<li>{Encode(text)}</li>")).Append("</ul></div>");
        html.Append("<h2>Map</h2><div class=pair>").Append(Picture(new OxidationMapFigure(map), "Oxidation-state map"))
            .Append(Picture(PlaneFigure.Confidence(map), "Confidence map")).Append("</div>");
        html.Append("<h2>Pixels</h2>").Append(Counts(map));
        if (truth is not null)
            html.Append("<h2>Against the truth</h2><p>").Append(Share(truth.Accuracy)).Append(" of the labelled pixels carry the true label.</p><div class=pair>")
                .Append(Picture(new OxidationMapFigure(map, "Found"), "Found")).Append(Picture(new OxidationMapFigure(truth.Map, "Truth"), "Truth")).Append("</div>");
        if (result.ClassMeans.Count > 0)
            html.Append("<h2>Class means</h2>").Append(Picture(SpectrumFigures.ClassMeans(result.ClassMeans), "Mean spectrum of each class", 900, 420));
        if (result.SampleStages.Count > 0)
            html.Append("<h2>Preprocessing of one pixel</h2>").Append(Picture(
                SpectrumFigures.Preprocessing(result.SampleStages, result.SampleBackground, SpectrumFigures.EdgesOf(result.Map.Labels)), "One pixel through the recipe", 900, 280 * result.SampleStages.Count));
        html.Append("<h2>Recipe</h2><ol>").AppendJoin("", run.Steps.Select(step => $"<li>{Encode(step.Sentence)}</li>")).Append("</ol>");
        html.Append("<h2>Methods paragraph</h2><p class=box>").Append(Encode(run.MethodsParagraph())).Append("</p>");
        if (model is not null) html.Append("<h2>").Append(Encode(model.Heading)).Append("</h2>").Append(Table(model.Rows));
        html.Append("<h2>How it was made</h2>").Append(Table(
        [
            ("Program", run.Program), ("Command", run.Command),
            ("Date", run.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            .. run.Inputs.Select(input => ($"Input {input.Name}", FormattableString.Invariant($"{input.Bytes} bytes, SHA-256 {input.Sha256}"))),
            ("Seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
        ]));
        return html.Append("""
            <h2>Limits</h2><p>A confidence is the model's own probability, not a guarantee: it is worth what the training data and the
            calibration of the energy axis are worth. A state that the model was not taught is given the label of the nearest one that it
            knows. Masked pixels carry no label.</p></body></html>
            """).ToString();
    }

    static string Counts(OxidationMap map)
    {
        var counts = map.Counts();
        var labelled = map.Pixels - map.Masked;
        var confidence = new double[counts.Length];
        for (var pixel = 0; pixel < map.Pixels; pixel++)
            if (map.WinnerAt(pixel) is var winner and >= 0) confidence[winner] += map.ProbabilityAt(pixel, winner);
        var html = new StringBuilder("<table><tr><th>Label<th class=n>Pixels<th class=n>Of those labelled<th class=n>Mean confidence</tr>");
        for (var i = 0; i < counts.Length; i++)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(map.Labels[i])}<td class=n>{counts[i]}<td class=n>{Share((double)counts[i] / labelled)}<td class=n>{Share(confidence[i] / counts[i])}</tr>");
        return html.Append(CultureInfo.InvariantCulture, $"<tr><td>masked<td class=n>{map.Masked}<td class=n>–<td class=n>–</tr></table>").ToString();
    }

    static string Table(IEnumerable<(string Name, string Value)> rows) =>
        "<table>" + string.Concat(rows.Select(row => $"<tr><th>{Encode(row.Name)}<td>{Encode(row.Value)}</tr>")) + "</table>";

    static string Picture(Figure figure, string alternative, int width = 620, int height = 470) =>
        $"<img alt=\"{Encode(alternative)}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(figure.Svg(width, height)))}\">";

    static string Share(double value) => double.IsFinite(value) ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}

using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Whiteline.Reports;

/// <summary>
/// One self-contained HTML page: no network, light and dark, printable. Every text is encoded; figures are SVG images, in which no text becomes mark-up. The only
/// script that may run is the one that sorts tables, by its hash.
/// </summary>
sealed class HtmlPage
{
    const string SortScript = """
        document.querySelectorAll("table.sort th").forEach(th=>th.addEventListener("click",()=>{const t=th.closest("table"),i=[...th.parentNode.children].indexOf(th),b=t.tBodies[0],up=th.dataset.up!=="1";
        t.querySelectorAll("th").forEach(o=>delete o.dataset.up);th.dataset.up=up?"1":"0";
        [...b.rows].sort((p,q)=>{const x=p.cells[i].textContent,y=q.cells[i].textContent,m=parseFloat(x),n=parseFloat(y);const d=isNaN(m)||isNaN(n)?x.localeCompare(y):m-n;return up?d:-d}).forEach(r=>b.append(r))}));
        """;

    const string Style = """
        :root{color-scheme:light dark;--ink:#222;--page:#fff;--line:#ddd;--note:#fff6dd;--good:#e3f4e6;--bad:#fbe3dd}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--page:#16181b;--line:#3a3e44;--note:#3a3219;--good:#1d3a24;--bad:#452420}}
        body{font:16px/1.5 system-ui,sans-serif;max-width:1200px;margin:2rem auto;padding:0 1.5rem;color:var(--ink);background:var(--page);overflow-wrap:anywhere}
        h1{font-size:1.7rem}h2{font-size:1.2rem;margin-top:2rem}img{width:100%;height:auto;background:#fff;border-radius:4px}
        .pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}@media(max-width:800px){.pair{grid-template-columns:1fr}}
        table{border-collapse:collapse;font-size:.92em}td,th{padding:.25rem .9rem .25rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:normal}.wide{overflow-x:auto}
        td.n,th.n{text-align:right}td.n{white-space:nowrap}table.sort th{cursor:pointer}.note{background:var(--note);padding:.6rem 1rem;border-radius:4px}
        .box{user-select:all;border:1px solid var(--line);padding:.8rem 1rem;border-radius:4px}code{font-size:.85em}
        .good{background:var(--good)}.bad{background:var(--bad)}pre{white-space:pre-wrap;border:1px solid var(--line);padding:.8rem 1rem;border-radius:4px;font-size:.85em}
        @media print{:root{--ink:#000;--page:#fff;--line:#bbb;--note:#fff}body{margin:0;max-width:none}img,table{break-inside:avoid}}
        """;

    readonly StringBuilder html = new();
    bool sorts;

    /// <summary>Starts the page.</summary>
    public HtmlPage(string title)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(SortScript)));
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-")
            .Append(hash).Append("'\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(Encode(title))
            .Append("</title><style>").Append(Style).Append("</style></head><body><h1>").Append(Encode(title)).Append("</h1>");
    }

    /// <summary>A heading.</summary>
    public void Heading(string text) => html.Append("<h2>").Append(Encode(text)).Append("</h2>");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => html.Append("<p>").Append(Encode(text)).Append("</p>");

    /// <summary>A marked list.</summary>
    public void Note(string heading, IEnumerable<string> lines) =>
        html.Append("<div class=note><strong>").Append(Encode(heading)).Append("</strong><ul>").AppendJoin("", lines.Select(line => $"<li>{Encode(line)}</li>")).Append("</ul></div>");

    /// <summary>A numbered list.</summary>
    public void Steps(IEnumerable<string> lines) => html.Append("<ol>").AppendJoin("", lines.Select(line => $"<li>{Encode(line)}</li>")).Append("</ol>");

    /// <summary>A paragraph in a frame that a click selects whole.</summary>
    public void Box(string text) => html.Append("<p class=box>").Append(Encode(text)).Append("</p>");

    /// <summary>Names and values, a row each.</summary>
    public void Values(IEnumerable<(string Name, string Value)> rows) =>
        html.Append("<table>").AppendJoin("", rows.Select(row => $"<tr><th>{Encode(row.Name)}</th><td>{Encode(row.Value)}</td></tr>")).Append("</table>");

    /// <summary>Text as it is written.</summary>
    public void Verbatim(string text) => html.Append("<pre>").Append(Encode(text)).Append("</pre>");

    /// <summary>A table; cells of columns from <paramref name="firstNumber"/> on are right-aligned.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int firstNumber, bool sortable, Func<int, string>? rowClass = null)
    {
        sorts |= sortable;
        html.Append(sortable ? "<div class=wide><table class=sort><thead><tr>" : "<div class=wide><table><thead><tr>");
        for (var c = 0; c < columns.Count; c++) html.Append(c >= firstNumber ? "<th class=n>" : "<th>").Append(Encode(columns[c])).Append("</th>");
        html.Append("</tr></thead><tbody>");
        var r = 0;
        foreach (var row in rows)
        {
            html.Append(rowClass?.Invoke(r++) is { Length: > 0 } name ? $"<tr class={name}>" : "<tr>");
            for (var c = 0; c < row.Count; c++) html.Append(c >= firstNumber ? "<td class=n>" : "<td>").Append(Encode(row[c])).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table></div>");
    }

    /// <summary>A figure of a size in points.</summary>
    public void Picture(Figure figure, string alternative, int width = 620, int height = 470) =>
        html.Append("<img alt=\"").Append(Encode(alternative)).Append("\" src=\"data:image/svg+xml;base64,")
            .Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(figure.Svg(width, height)))).Append("\">");

    /// <summary>Figures side by side where the page is wide enough.</summary>
    public void Pair(IReadOnlyList<(Figure Figure, string Alternative)> figures, int width = 620, int height = 470)
    {
        html.Append("<div class=pair>");
        foreach (var (figure, alternative) in figures) Picture(figure, alternative, width, height);
        html.Append("</div>");
    }

    /// <summary>The whole page.</summary>
    public override string ToString() => html + (sorts ? $"<script>{SortScript}</script>" : "") + "</body></html>";

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}

using System.Globalization;
using System.Text;
using Whiteline.Recipes.Embeddings;

namespace Whiteline.Reports.Embeddings;

/// <summary>The files of a study of embeddings: report, figures, coordinates and measures.</summary>
public static class EmbeddingFiles
{
    static readonly string[] Axes = ["x", "y", "z"];

    /// <summary>Columns of the table of measures, as programs read them.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["normalisation", "trustworthiness", "continuity", "labelSilhouette", "groupSilhouette", "groupInLabelSilhouette", "labelAgreement"];

    /// <summary>The same columns, headed for a reader.</summary>
    internal static IReadOnlyList<string> Headings { get; } =
        ["Normalisation", "Trustworthiness", "Continuity", "Silhouette of labels", "Silhouette of groups", "Silhouette of groups inside a label", "Neighbours of the same label"];

    /// <summary>A normalisation as a row of that table.</summary>
    public static IReadOnlyList<string> Row(NormEmbedding one) =>
    [
        one.Name,
        .. new[] { one.Trustworthiness, one.Continuity, one.LabelSilhouette, one.GroupSilhouette, one.GroupInClassSilhouette, one.LabelAgreement }.Select(EmbeddingFigures.Number),
    ];

    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written, the report first.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, EmbeddingStudy study, string title, IReadOnlyList<(string Name, string Value)> made)
    {
        var files = new ResultFolder(folder);
        files.Text("report.html", Html(study, title, made));
        foreach (var (name, (figure, width, height)) in new[] { ("embedding", EmbeddingFigures.Shown(study)), ("normalisations", EmbeddingFigures.SideBySide(study)) }) files.Picture(name, figure, width, height);
        files.Text("embedding.csv", Coordinates(study));
        files.Text("measures.csv", new StringBuilder().AppendJoin(',', Columns).Append('\n').AppendJoin("", study.Embeddings.Select(one => string.Join(',', Row(one)) + "\n")).ToString());
        return files.Written;
    }

    /// <summary>The chapter: words, pictures and measures.</summary>
    internal static void AddChapter(HtmlPage page, EmbeddingStudy study)
    {
        page.Note("In words", EmbeddingWords.Of(study));
        var (figure, width, height) = EmbeddingFigures.SideBySide(study);
        page.Picture(figure, "The spectra embedded under each normalisation", width, height);
        page.Table(Headings, study.Embeddings.Select(Row), 1, sortable: true);
        page.Paragraph($"Measures over {study.Neighbours} neighbours. Trustworthiness and continuity: Venna and Kaski (2001), against the spectra under the same normalisation. Silhouette: Rousseeuw (1987), in the embedding; near 0 means mixed, near 1 apart. Neighbours of the same label: their share in the embedding.");
    }

    static string Html(EmbeddingStudy study, string title, IReadOnlyList<(string Name, string Value)> made)
    {
        var page = new HtmlPage(title);
        page.Heading("What normalisation does");
        AddChapter(page, study);
        page.Heading(EmbeddingFigures.Words(study.Plan.Normalise));
        var (figure, width, height) = EmbeddingFigures.Shown(study);
        page.Picture(figure, "The spectra by label, group, line position and signal to noise", width, height);
        if (study.Shown.Explained.Count > 0) page.Paragraph($"The components hold {string.Join(", ", study.Shown.Explained.Select(part => (100 * part).ToString("0.#", CultureInfo.InvariantCulture) + " %"))} of the variance.");
        page.Heading("How it was made");
        page.Values([("Method", Method(study)), ("Spectra", $"{study.Input.Indices.Count} of {study.Input.Available}, {study.Input.Axis}"), .. made]);
        return page.ToString();
    }

    static string Method(EmbeddingStudy study) => study.Plan.Method == EmbeddingMethod.Pca
        ? "First principal components"
        : FormattableString.Invariant($"UMAP (McInnes, Healy and Melville 2018): {study.Plan.Umap.Neighbours} neighbours, {study.Plan.Umap.Metric.ToString().ToLowerInvariant()} distance, least distance {study.Plan.Umap.MinDistance}, {study.Plan.Umap.Components} components{(study.Plan.IsSupervised ? ", labels take part" : "")}");

    static string Coordinates(EmbeddingStudy study)
    {
        var csv = new StringBuilder("index,label,group,lineEv,signalToNoise");
        foreach (var one in study.Embeddings)
            for (var d = 0; d < one.Components; d++) csv.Append(CultureInfo.InvariantCulture, $",{one.Name}-{Axes[d]}");
        csv.Append('\n');
        for (var i = 0; i < study.Input.Indices.Count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{study.Input.Indices[i]},{CsvText.Quote(study.Input.Labels?[i] ?? "")},{CsvText.Quote(study.Input.Groups?[i] ?? "")},{study.Input.L3Ev[i]:0.###},{study.Input.SignalToNoise[i]:G4}");
            foreach (var one in study.Embeddings)
                for (var d = 0; d < one.Components; d++) csv.Append(CultureInfo.InvariantCulture, $",{one.Coordinates[i * one.Components + d]:G7}");
            csv.Append('\n');
        }
        return csv.ToString();
    }
}

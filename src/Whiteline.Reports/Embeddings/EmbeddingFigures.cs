using System.Globalization;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Embeddings;

namespace Whiteline.Reports.Embeddings;

/// <summary>The pictures of a study of embeddings.</summary>
static class EmbeddingFigures
{
    /// <summary>The shown embedding, coloured by all that is known of the spectra.</summary>
    public static (Figure Figure, int Width, int Height) Shown(EmbeddingStudy study)
    {
        Figure[] panels = [.. Colours(study).Select(colours => new ScatterFigure(colours.Title, study.Shown.Coordinates, study.Shown.Components, colours with { Title = "" }, []))];
        var columns = panels.Length == 1 ? 1 : 2;
        return (new StackedFigure(panels, columns), 420 * columns, 460 * ((panels.Length + columns - 1) / columns));
    }

    /// <summary>The embeddings of all normalisations side by side, with the measures under each.</summary>
    public static (Figure Figure, int Width, int Height) SideBySide(EmbeddingStudy study)
    {
        PointColours[] rows = [.. Colours(study).Where((colours, k) => k == 0 || study.Labels() && study.Groups() && k == 1)];
        Figure[] panels = [.. rows.SelectMany((colours, row) => study.Embeddings.Select(one => new ScatterFigure(Words(one.Norm), one.Coordinates, one.Components, colours, row < rows.Length - 1 ? [] : Measures(one))))];
        return (new StackedFigure(panels, study.Embeddings.Count), 290 * study.Embeddings.Count, 430 * rows.Length);
    }

    /// <summary>A normalisation in words.</summary>
    public static string Words(Norm norm) => norm switch
    {
        Norm.None => "Not normalised",
        Norm.Max => "Divided by the maximum",
        Norm.MinMax => "Minimum to 0, maximum to 1",
        Norm.L2 => "Divided by the L2 norm",
        _ => "Divided by the area",
    };

    static IEnumerable<PointColours> Colours(EmbeddingStudy study)
    {
        if (study.Input.Labels is { } labels) yield return PointColours.ByName("Label", labels, areLabels: true);
        if (study.Input.Groups is { } groups) yield return PointColours.ByName("Group", groups, areLabels: false);
        yield return PointColours.ByNumber("Position of the highest line, eV", study.Input.L3Ev, "0.0");
        yield return PointColours.ByNumber("Signal to noise", study.Input.SignalToNoise, "0.#");
    }

    static IReadOnlyList<string> Measures(NormEmbedding one) =>
    [
        .. new (string Name, double? Value)[]
        {
            ("trustworthiness", one.Trustworthiness), ("continuity", one.Continuity), ("silhouette of labels", one.LabelSilhouette), ("silhouette of groups", one.GroupSilhouette),
            ("of groups inside a label", one.GroupInClassSilhouette), ("neighbours of the same label", one.LabelAgreement),
        }.Where(measure => measure.Value is not null).Select(measure => $"{measure.Name} {Number(measure.Value)}"),
    ];

    internal static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("0.000", CultureInfo.InvariantCulture) : "";

    static bool Labels(this EmbeddingStudy study) => study.Input.Labels is not null;

    static bool Groups(this EmbeddingStudy study) => study.Input.Groups is not null;
}

namespace Whiteline.Recipes.Comparison;

/// <summary>
/// Whether the position on the energy axis or the shape of the edge carries a classifier: its accuracy with both, with each spectrum aligned on its own L3 (shape alone), and with each
/// replaced by a line at its maximum (position alone), all with the plain training and the first normalisation.
/// </summary>
/// <param name="Classifier">Name of the classifier.</param>
/// <param name="Window">Part of the spectrum.</param>
/// <param name="Absolute">With the absolute energy axis.</param>
/// <param name="Aligned">With the position removed; null where it was not run.</param>
/// <param name="PositionOnly">With nothing but the position; null where it was not run.</param>
public sealed record PositionOrShape(string Classifier, StudyWindow Window, CellResult Absolute, CellResult? Aligned, CellResult? PositionOnly)
{
    // A loss below this is none to a user.
    const double Level = 0.02;

    /// <summary>Rows for every classifier and window that were run with at least one of the two.</summary>
    public static IReadOnlyList<PositionOrShape> Of(ComparisonResult result) =>
        [.. from absolute in result.Scored
            where absolute.Cell.Alignment == Alignment.None && absolute.Honest is not null && absolute.Cell.Norm == result.Plan.Normalisations[0] && absolute.Cell.Training == result.Plan.Trainings[0]
            let aligned = With(result, absolute, Alignment.L3)
            let only = With(result, absolute, Alignment.PositionOnly)
            where aligned is not null || only is not null
            select new PositionOrShape(absolute.Cell.Classifier, absolute.Cell.Window, absolute, aligned, only)];

    /// <summary>What carries the classifier, in a word or two.</summary>
    public string CarriedBy => (Keeps(Aligned), Keeps(PositionOnly)) switch
    {
        (true, true) => "either alone",
        (true, _) => "shape",
        (_, true) => "position",
        (null, _) => "not position alone",
        (_, null) => "not shape alone",
        _ => "both together",
    };

    bool? Keeps(CellResult? cell) => cell?.Honest is { } score ? score.Accuracy >= Absolute.Honest!.Accuracy - Level : null;

    static CellResult? With(ComparisonResult result, CellResult absolute, Alignment alignment) =>
        result.Scored.FirstOrDefault(cell => cell.Cell == absolute.Cell with { Alignment = alignment } && cell.Honest is not null);
}

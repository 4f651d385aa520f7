using Whiteline.Learning.Metrics;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes.Comparison;

/// <summary>A classifier under several normalisations, all else as it is at the middle of the comparison.</summary>
/// <param name="Classifier">Its name.</param>
/// <param name="Cells">A cell for each normalisation, in the plan's order; at least two, all scored.</param>
/// <param name="Lead">The best normalisation against the worst on the same held-out spectra.</param>
public sealed record NormalisedClassifier(string Classifier, IReadOnlyList<CellResult> Cells, PairedComparison Lead)
{
    /// <summary>The best by its honest score; the first of equals.</summary>
    public CellResult Best => ComparisonResult.Best(Cells)!;

    /// <summary>The worst; the last of equals.</summary>
    public CellResult Worst => Cells.Reverse().MinBy(cell => cell.Honest!.Accuracy)!;

    /// <summary>The cell of a normalisation, or null.</summary>
    public CellResult? Under(Norm norm) => Cells.FirstOrDefault(cell => cell.Cell.Norm == norm);

    /// <summary>All classifiers that were run with several normalisations.</summary>
    public static IReadOnlyList<NormalisedClassifier> Of(ComparisonResult result)
    {
        var found = new List<NormalisedClassifier>();
        foreach (var classifier in result.Plan.Classifiers)
        {
            CellResult[] cells =
            [
                .. from norm in result.Plan.Normalisations
                   from cell in result.Scored
                   where cell.Honest is not null && cell.Cell.Classifier == classifier && cell.Cell.Norm == norm && result.IsBase(cell.Cell with { Norm = result.Plan.Normalisations[0] })
                   select cell,
            ];
            if (cells.Length < 2) continue;
            var one = new NormalisedClassifier(classifier, cells, default!);
            found.Add(one with { Lead = result.Compare(one.Best, one.Worst) });
        }
        return found;
    }
}

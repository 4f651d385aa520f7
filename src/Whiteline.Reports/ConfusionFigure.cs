namespace Whiteline.Reports;

/// <summary>A confusion matrix: colours are shares of each true class, the cells give counts.</summary>
/// <param name="labels">Class labels, shape (k).</param>
/// <param name="confusion">Shape (k, k): true class by row, given class by column.</param>
/// <param name="title">Title.</param>
public sealed class ConfusionFigure(IReadOnlyList<string> labels, int[,] confusion, string title = "Confusion matrix")
    : HeatMapFigure(title, "Given", "True", labels, labels, Shares(confusion))
{
    /// <inheritdoc/>
    protected override string CellText(int row, int column) => FormattableString.Invariant($"{confusion[row, column]}");

    static double[,] Shares(int[,] confusion)
    {
        var shares = new double[confusion.GetLength(0), confusion.GetLength(1)];
        for (var r = 0; r < shares.GetLength(0); r++)
        {
            var sum = 0.0;
            for (var c = 0; c < shares.GetLength(1); c++) sum += confusion[r, c];
            for (var c = 0; c < shares.GetLength(1); c++) shares[r, c] = sum > 0 ? confusion[r, c] / sum : double.NaN;
        }
        return shares;
    }
}

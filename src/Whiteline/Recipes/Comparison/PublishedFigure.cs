namespace Whiteline.Recipes.Comparison;

/// <summary>A figure that others reached, beside the same figure of a comparison.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Published">The figure of others.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Here">The figure on the spectra at hand, with the combination that reached it.</param>
public sealed record PublishedFigure(string What, string Published, string Source, string Here)
{
    const string Study2021 = "del-Pozo-Bueno et al., Ultramicroscopy 221, 113190, 2021";
    const string Network2019 = "Chatzidakis and Botton, Scientific Reports 9:2126, 2019";

    static readonly string[] ManganeseStates = ["Mn2+", "Mn3+", "Mn4+"], IronStates = ["Fe2+", "Fe2.67+"];

    /// <summary>The figures that a comparison can stand beside: those of the same states, no more and no fewer, on spectra that need not be the same.</summary>
    public static IReadOnlyList<PublishedFigure> Of(ComparisonResult result)
    {
        var trained = States(result.Training);
        IEnumerable<PublishedFigure?> figures =
            trained.SetEquals(IronStates) ? Iron(result)
            : trained.SetEquals([.. IronStates, .. ManganeseStates]) ? Both(result)
            // These are figures of test spectra.
            : trained.SetEquals(ManganeseStates) && States(result.Test).SetEquals(ManganeseStates) ? Manganese(result)
            : [];
        return [.. figures.OfType<PublishedFigure>()];
    }

    // Two states are told more easily than three: an accuracy says nothing beside one of other states. Labels may be spelled in any way.
    static HashSet<string> States(Spectra.LabeledSpectra spectra) => [.. spectra.Classes.Select(label => Spectra.OxidationState.Parse(label)?.ToString() ?? label)];

    static IEnumerable<PublishedFigure?> Manganese(ComparisonResult result)
    {
        yield return Make("References of other sources, least over all energy shifts", "0.74 to 0.94", $"weights of {Network2019}, on digitised references at offsets of 0 to 9 eV",
            Best(result, cell => cell.ShiftCurve.Count > 1 ? cell.ShiftCurve.Min(point => point.Accuracy) : null));
        foreach (var (sigma, published) in new[] { (0.1, "0.98"), (0.2, "0.87") })
            yield return Make(FormattableString.Invariant($"Gaussian noise of {100 * sigma:0} % of the peak"), published, "linear SVM of scikit-learn, smoothed, aligned and trained on noise",
                Best(result, cell => cell.GaussianCurve.FirstOrDefault(point => Math.Abs(point.At - sigma) < 1e-9)?.Accuracy));
    }

    static IEnumerable<PublishedFigure?> Iron(ComparisonResult result)
    {
        yield return Make("Fe2+ and Fe2.67+, cross-validated on spectra near the boundary", "0.86 to 0.917", $"kernels of {Study2021}, ten folds on the support vectors that they kept", Best(result, cell => cell.Plain?.Accuracy));
        yield return Make("Fe2+ and Fe2.67+, cross-validated, not denoised", "0.970 to 0.976 (RBF), 0.956 to 0.959 (linear)", $"{Study2021}, ten folds, random", Best(result, cell => cell.Plain?.Accuracy));
    }

    static IEnumerable<PublishedFigure?> Both(ComparisonResult result)
    {
        yield return Make("Fe and Mn together, cross-validated, Fe not denoised", "0.978 to 0.979 (RBF), 0.941 to 0.944 (linear)", $"{Study2021}, ten folds, random", Best(result, cell => cell.Plain?.Accuracy));
    }

    static (CellResult Cell, double Accuracy)? Best(ComparisonResult result, Func<CellResult, double?> figure) =>
        result.Scored.Select(cell => (Cell: cell, Accuracy: figure(cell) ?? double.NaN)).Where(pair => double.IsFinite(pair.Accuracy)).OrderByDescending(pair => pair.Accuracy).Cast<(CellResult, double)?>().FirstOrDefault();

    static PublishedFigure? Make(string what, string published, string source, (CellResult Cell, double Accuracy)? best) =>
        best is { } found ? new(what, published, source, FormattableString.Invariant($"{found.Accuracy:0.000} ({found.Cell.Cell.Words})")) : null;
}

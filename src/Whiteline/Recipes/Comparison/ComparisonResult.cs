using Whiteline.Learning.Metrics;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Comparison;

/// <summary>What a comparative study found.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Training">The spectra that were learned from and cross-validated on.</param>
/// <param name="Test">The spectra that the models were tested on.</param>
/// <param name="TestWords">Where those are from.</param>
/// <param name="Cells">One result per combination.</param>
/// <param name="Seed">Seed of all randomness.</param>
public sealed record ComparisonResult(
    ComparisonPlan Plan, LabeledSpectra Training, LabeledSpectra Test, string TestWords, IReadOnlyList<CellResult> Cells, Seed Seed)
{
    /// <summary>What normalisation does to the training spectra; null where nobody asked.</summary>
    public NormalisationEffect? Normalisation { get; init; }

    /// <summary>What the spectra to test on lack, and whether they were trained on, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>True when whole groups were held out for the honest score.</summary>
    public bool ByGroup => Cells.Any(cell => cell.Grouped is not null);

    /// <summary>The combinations of the study itself that ran.</summary>
    public IEnumerable<CellResult> Scored => Cells.Where(cell => cell.Failure is null && cell.Cell.IsWhole);

    /// <summary>Accuracy by largest shift trained with (rows; 0 for plain training) and shift tested (columns) of one classifier; null when it was not run.</summary>
    public (IReadOnlyList<double> Trained, double[,] Accuracy)? ShiftMatrix(string classifier)
    {
        var plain = Cells.FirstOrDefault(cell => cell.Failure is null && cell.Cell.IsWhole && cell.Cell.Classifier == classifier && IsBase(cell.Cell) && cell.Cell.Training == TrainingData.Plain);
        CellResult[] rows = [.. plain is null ? [] : new[] { plain }, .. Cells.Where(cell => cell.Failure is null && cell.Cell.Classifier == classifier && cell.Cell.TrainedShiftEv is not null).OrderBy(cell => cell.Cell.TrainedShiftEv)];
        if (rows.Length < 2 || rows.Any(row => row.ShiftCurve.Count != Plan.ShiftsEv.Count)) return null;
        var accuracy = new double[rows.Length, Plan.ShiftsEv.Count];
        for (var r = 0; r < rows.Length; r++)
            for (var c = 0; c < Plan.ShiftsEv.Count; c++) accuracy[r, c] = rows[r].ShiftCurve[c].Accuracy;
        return ([.. rows.Select(row => row.Cell.TrainedShiftEv ?? 0)], accuracy);
    }

    /// <summary>Accuracy on the test spectra by number of training spectra a class, of one classifier.</summary>
    public IReadOnlyList<CellResult> BySize(string classifier) =>
        [.. Cells.Where(cell => cell.Failure is null && cell.Cell.Classifier == classifier && cell.Cell.PerClass is not null).OrderBy(cell => cell.Cell.PerClass)];

    /// <summary>The best of some cells by their honest score; the first of equals; null when there is none.</summary>
    public static CellResult? Best(IEnumerable<CellResult> cells) => cells.Where(cell => cell.Honest is not null).OrderByDescending(cell => cell.Honest!.Accuracy).FirstOrDefault();

    /// <summary>Two cells on the same held-out spectra.</summary>
    public PairedComparison Compare(CellResult one, CellResult other) => PairedComparison.Of(Right(Training.Count, one.Honest!.Wrong), Right(Training.Count, other.Honest!.Wrong), Training.Groups, Seed);

    /// <summary>Two cells on the test spectra.</summary>
    public PairedComparison CompareOnTest(CellResult one, CellResult other) => PairedComparison.Of(Right(Test.Count, one.TestWrong), Right(Test.Count, other.TestWrong), Test.Groups, Seed);

    /// <summary>The condition that the cells are varied about.</summary>
    public bool IsBase(ComparisonCell cell) => cell.Window == Windows[0] && cell.Norm == Plan.Normalisations[0] && cell.Training == Plan.Trainings[0] && cell.Alignment == Alignments[0];

    /// <summary>Windows that were run, in the plan's order.</summary>
    public IReadOnlyList<StudyWindow> Windows => [.. Plan.Windows.Where(window => Cells.Any(cell => cell.Cell.Window == window))];

    /// <summary>Alignments that were run, in the plan's order.</summary>
    public IReadOnlyList<Alignment> Alignments => [.. Plan.Alignments.Where(alignment => Cells.Any(cell => cell.Cell.Alignment == alignment))];

    static bool[] Right(int count, IReadOnlyList<int> wrong)
    {
        var right = new bool[count];
        Array.Fill(right, true);
        foreach (var index in wrong) right[index] = false;
        return right;
    }
}

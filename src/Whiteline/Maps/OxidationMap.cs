using Whiteline.Learning;
using Whiteline.Spectra;

namespace Whiteline.Maps;

/// <summary>A verdict per pixel. Pixels that abstain keep their probabilities but count for no class.</summary>
public sealed class OxidationMap : IPixelGrid
{
    readonly double[] probabilities;
    readonly Abstention?[] abstained;

    /// <summary>Creates the map.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="labels">Class labels, shape (k).</param>
    /// <param name="probabilities">Shape (rows, columns, k), C order.</param>
    /// <param name="abstained">Shape (rows, columns): why a pixel has no label, or null.</param>
    public OxidationMap(int rows, int columns, IReadOnlyList<string> labels, double[] probabilities, Abstention?[] abstained)
    {
        if (probabilities.Length != (long)rows * columns * labels.Count || abstained.Length != (long)rows * columns)
            throw new ArgumentException($"The arrays do not fill {rows} × {columns} pixels of {labels.Count} classes.");
        Rows = rows;
        Columns = columns;
        Labels = labels;
        this.probabilities = probabilities;
        this.abstained = abstained;
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Columns.</summary>
    public int Columns { get; }

    /// <summary>Class labels, shape (k).</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Calibrated row axis, or null when unknown.</summary>
    public SignalAxis? RowAxis { get; init; }

    /// <summary>Calibrated column axis, or null when unknown.</summary>
    public SignalAxis? ColumnAxis { get; init; }

    /// <summary>The labels of each pixel that cannot be ruled out at the error rate that was asked for; null when none was.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Sets { get; init; }

    /// <summary>How far the energy axis may be off before the label of each pixel changes; null when nobody asked.</summary>
    public IReadOnlyList<Survival>? Survives { get; init; }

    /// <summary>t/λ of each pixel by its low loss, NaN where that has no zero-loss peak; null when plural scattering was not taken out.</summary>
    public IReadOnlyList<double>? RelativeThickness { get; init; }

    /// <summary>Number of pixels.</summary>
    public int Pixels => Rows * Columns;

    /// <summary>The verdict of a pixel, counted row by row.</summary>
    public Verdict this[int pixel] => new(Labels, probabilities[(pixel * Labels.Count)..((pixel + 1) * Labels.Count)], abstained[pixel]) { Set = Sets?[pixel], Survives = Survives?[pixel] };

    /// <summary>Why a pixel has no label, or null when it has one.</summary>
    public Abstention? AbstentionAt(int pixel) => abstained[pixel];

    /// <summary>Class index of a pixel, or −1 when it abstains.</summary>
    public int WinnerAt(int pixel) => abstained[pixel] is null ? this[pixel].BestIndex : -1;

    /// <summary>Probability of one class at a pixel.</summary>
    public double ProbabilityAt(int pixel, int label) => probabilities[pixel * Labels.Count + label];

    /// <summary>Pixels that abstain.</summary>
    public int Masked => abstained.Count(reason => reason is not null);

    /// <summary>Pixels that abstain, by reason, in the order of <see cref="Abstention"/>; reasons without a pixel are left out.</summary>
    public IReadOnlyDictionary<Abstention, int> Reasons() =>
        abstained.OfType<Abstention>().GroupBy(reason => reason).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>What the sets of undecided pixels hold; null where no sets were asked for.</summary>
    public UndecidedSets? Undecided => Sets is null ? null : UndecidedSets.Of(Enumerable.Range(0, Pixels).Select(pixel => this[pixel]));

    /// <summary>Pixels per class, shape (k); those that abstain are left out.</summary>
    public int[] Counts()
    {
        var counts = new int[Labels.Count];
        for (var pixel = 0; pixel < Pixels; pixel++)
            if (WinnerAt(pixel) is var winner and >= 0) counts[winner]++;
        return counts;
    }

    /// <summary>Mean probability of the winner over the pixels that do not abstain; NaN when all do.</summary>
    public double MeanConfidence()
    {
        var sum = 0.0;
        for (var pixel = 0; pixel < Pixels; pixel++)
            if (abstained[pixel] is null) sum += this[pixel].Confidence;
        return sum / (Pixels - Masked);
    }

    /// <summary>What half of the labelled pixels survive; null when nobody asked how far labels survive or no pixel is labelled.</summary>
    public SurvivalMedians? MedianSurvival()
    {
        Survival[] labelled = [.. Enumerable.Range(0, Survives is null ? 0 : Pixels).Where(pixel => abstained[pixel] is null).Select(pixel => Survives![pixel])];
        return labelled.Length == 0 ? null : SurvivalMedians.Of(labelled);
    }
}

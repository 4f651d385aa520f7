namespace Whiteline.Learning.Metrics;

/// <summary>How often each true class was given each label.</summary>
public sealed class ConfusionMatrix
{
    readonly int[,] counts;
    readonly Dictionary<string, int> indexOf;

    /// <summary>Creates an empty matrix.</summary>
    /// <param name="labels">Class labels, shape (k); each once.</param>
    /// <exception cref="BadInputException">A label is given twice, or there is none.</exception>
    public ConfusionMatrix(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0) throw new BadInputException("A confusion matrix needs at least one class.");
        indexOf = new(labels.Count, StringComparer.Ordinal);
        for (var i = 0; i < labels.Count; i++)
            if (!indexOf.TryAdd(labels[i], i)) throw new BadInputException($"The class {labels[i]} is listed twice in a confusion matrix. List each class once.");
        Labels = labels;
        counts = new int[labels.Count, labels.Count];
    }

    /// <summary>Class labels, shape (k).</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Spectra of one true class that were given one label.</summary>
    public int this[int trueClass, int predicted] => counts[trueClass, predicted];

    /// <summary>All spectra.</summary>
    public int Total { get; private set; }

    /// <summary>Spectra on the diagonal.</summary>
    public int Correct => Enumerable.Range(0, Labels.Count).Sum(c => counts[c, c]);

    /// <summary>Spectra whose true class this is: its support.</summary>
    public int TrueCount(int trueClass) => Enumerable.Range(0, Labels.Count).Sum(c => counts[trueClass, c]);

    /// <summary>Spectra that were given this label.</summary>
    public int PredictedCount(int predicted) => Enumerable.Range(0, Labels.Count).Sum(c => counts[c, predicted]);

    /// <summary>Counts spectra.</summary>
    /// <exception cref="BadInputException">A label is not a class of the matrix.</exception>
    public void Add(string trueLabel, string predicted, int count = 1) => Add(IndexOf(trueLabel), IndexOf(predicted), count);

    /// <summary>Counts spectra.</summary>
    public void Add(int trueClass, int predicted, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        counts[trueClass, predicted] += count;
        Total += count;
    }

    /// <summary>A copy of the counts, shape (k, k): true class by row, given class by column.</summary>
    public int[,] Counts() => (int[,])counts.Clone();

    /// <summary>A copy of the counts as rows, one a true class.</summary>
    public int[][] Rows() => [.. Enumerable.Range(0, Labels.Count).Select(row => Enumerable.Range(0, Labels.Count).Select(column => counts[row, column]).ToArray())];

    /// <summary>Index of a class.</summary>
    /// <exception cref="BadInputException">It is not a class of the matrix.</exception>
    public int IndexOf(string label) =>
        indexOf.TryGetValue(label, out var index) ? index : throw new BadInputException($"The label {label} is not one of the classes {string.Join(", ", Labels)}.");
}

using Whiteline.Spectra;

namespace Whiteline.Learning;

/// <summary>Training spectra sorted by class, so that those of a class lie side by side.</summary>
sealed class TrainingSet
{
    public TrainingSet(LabeledSpectra spectra)
    {
        Channels = spectra.Axis.Count;
        Classes = spectra.Classes.Count;
        var index = spectra.Classes.Select((label, k) => (label, k)).ToDictionary(pair => pair.label, pair => pair.k, StringComparer.Ordinal);
        var original = Enumerable.Range(0, spectra.Count).OrderBy(i => index[spectra.Labels[i]]).ToArray();
        ClassOf = Array.ConvertAll(original, i => index[spectra.Labels[i]]);
        Position = new int[original.Length];
        for (var p = 0; p < original.Length; p++) Position[original[p]] = p;
        Intensity = spectra.Subset(original).Intensity.ToArray();
        Groups = spectra.Groups is { } groups ? Array.ConvertAll(original, i => groups[i]) : null;
        // Where a class has no measured spectrum, there is nothing better to judge by.
        IsSynthetic = spectra.Classes.All(label => Enumerable.Range(0, spectra.Count).Any(i => spectra.Labels[i] == label && !spectra.IsSynthetic(i)))
            ? Array.ConvertAll(original, spectra.IsSynthetic)
            : new bool[original.Length];
    }

    public int Channels { get; }

    public int Classes { get; }

    public int Count => ClassOf.Length;

    /// <summary>Class of each sorted spectrum, increasing.</summary>
    public int[] ClassOf { get; }

    /// <summary>Which sorted spectra are synthetic: learned from, and never held out by an inner division.</summary>
    public bool[] IsSynthetic { get; }

    /// <summary>
    /// Part of the spectra that are measured. Synthetic ones stand for those that they were made of and are no more evidence than these: a penalty that is summed over all of them is multiplied by this, so that it is
    /// averaged over what was made of each (vicinal risk; Chapelle, Weston, Bottou and Vapnik, NIPS 2000).
    /// </summary>
    public double MeasuredShare => (double)IsSynthetic.Count(synthetic => !synthetic) / Count;

    /// <summary>Where each spectrum of the dataset went.</summary>
    public int[] Position { get; }

    /// <summary>Shape (n, channels), sorted.</summary>
    public float[] Intensity { get; }

    /// <summary>Sorted spectra of a class.</summary>
    public IEnumerable<int> IndicesOf(int index)
    {
        var (from, count) = RangeOf(index).GetOffsetAndLength(Count);
        return Enumerable.Range(from, count);
    }

    /// <summary>Where a class lies.</summary>
    public Range RangeOf(int index) => Array.IndexOf(ClassOf, index)..(Array.LastIndexOf(ClassOf, index) + 1);

    /// <exception cref="BadInputException">One class only, or an intensity that is not finite.</exception>
    public static void Check(LabeledSpectra spectra)
    {
        if (spectra.Count < 2) throw new BadInputException("There is only one training spectrum. A classifier needs spectra of at least two classes.");
        if (spectra.Classes.Count < 2) throw new BadInputException($"All {spectra.Count} training spectra are labelled {spectra.Classes[0]}. A classifier needs at least two classes.");
        var data = spectra.Intensity.Span;
        for (var i = 0; i < data.Length; i++)
            if (!float.IsFinite(data[i]))
                throw new BadInputException($"Training spectrum {i / spectra.Axis.Count} has an intensity that is not a finite number, in channel {i % spectra.Axis.Count}. Mend or remove it.");
    }

    /// <summary>The group of each sorted spectrum, or null when there are none.</summary>
    public string[]? Groups { get; }

    public static (int First, int Second)[] Pairs(int classes) =>
        [.. Enumerable.Range(0, classes).SelectMany(i => Enumerable.Range(i + 1, classes - i - 1).Select(j => (i, j)))];
}

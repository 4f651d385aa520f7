using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Datasets;

/// <summary>
/// One division of a dataset into a part to train on and a part to test on. Synthetic spectra are in neither: nothing is tested on them, and what a generator learned from all spectra
/// tells of those held out.
/// </summary>
public static class DatasetSplit
{
    /// <summary>Single spectra, every class in its share: near copies may be on both sides.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="testShare">Part to test on, between 0 and 1.</param>
    /// <param name="seed">Decides which spectrum goes where.</param>
    /// <exception cref="BadInputException">The share is out of range, or nothing would be held out.</exception>
    public static Split ByClass(LabeledSpectra data, double testShare, Seed seed)
    {
        Check(testShare);
        if (data.SyntheticCount > 0) return OfMeasured(data, measured => ByClass(measured, testShare, seed));
        var split = Folds.StratifiedShuffle(data.Labels, 1 - testShare, 1, seed)[0];
        return split.Held.Length > 0 ? split : throw new BadInputException("Every class has one spectrum, which stays in training: nothing is left to test on. Give more spectra.");
    }

    /// <summary>Whole groups, such that every class comes as near to its share as the groups allow. Groups in random order join the test part where that brings the classes
    /// nearer to their shares (least squares of the differences, relative to the size of the class).</summary>
    /// <param name="data">The dataset; its groups must be known.</param>
    /// <param name="testShare">Part to test on, between 0 and 1.</param>
    /// <param name="seed">Orders the groups.</param>
    /// <exception cref="BadInputException">The share is out of range, the groups are unknown, or there is only one.</exception>
    public static Split ByGroup(LabeledSpectra data, double testShare, Seed seed)
    {
        Check(testShare);
        if (data.SyntheticCount > 0) return OfMeasured(data, measured => ByGroup(measured, testShare, seed));
        if (data.Groups is not { } groups)
            throw new BadInputException("The dataset does not say which group (specimen, image or source) each spectrum is from, so it cannot be split by group. Add a group column, or split by class.");
        string[] names = [.. groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length < 2) throw new BadInputException($"All spectra are from one group, '{names[0]}', which cannot be on both sides. Give more groups, or split by class.");
        seed.Branch("test groups").Random().Shuffle<string>(names);
        var number = data.Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var counts = names.ToDictionary(name => name, _ => new double[number.Count], StringComparer.Ordinal);
        for (var i = 0; i < data.Count; i++) counts[groups[i]][number[data.Labels[i]]]++;
        var total = new double[number.Count];
        foreach (var count in counts.Values)
            for (var k = 0; k < total.Length; k++) total[k] += count[k];
        var held = new double[number.Count];
        var isHeld = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (isHeld.Count == names.Length - 1 || Missed(held, counts[name]) >= Missed(held, null)) continue;
            isHeld.Add(name);
            for (var k = 0; k < held.Length; k++) held[k] += counts[name][k];
        }
        // Groups much larger than the share: the one that overshoots least.
        if (isHeld.Count == 0) isHeld.Add(names.MinBy(name => Missed(held, counts[name]))!);
        return Split.Where(data.Count, i => isHeld.Contains(groups[i]));

        double Missed(double[] sofar, double[]? more) =>
            Enumerable.Range(0, total.Length).Sum(k => Math.Pow((sofar[k] + (more?[k] ?? 0)) / total[k] - testShare, 2));
    }

    /// <summary>Synthetic spectra that were left out, and classes that are missing on one side, a sentence each.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="split">How it was divided.</param>
    /// <param name="remedy">What would mend it, a sentence.</param>
    public static IEnumerable<string> Warnings(LabeledSpectra data, Split split, string remedy = "Try another --seed or --test-share.")
    {
        if (data.SyntheticCount is > 0 and var made)
            yield return $"{made} synthetic spectra were left out of both parts: they were made from spectra that are held out. To augment the training part by itself, give it to whiteline augment.";
        foreach (var (part, indices, consequence) in new[] { ("training", split.Training, "no model can learn it"), ("test", split.Held, "nothing can be said about it") })
            foreach (var label in data.Classes.Except(indices.Select(i => data.Labels[i])))
                yield return $"Class {label} is not in the {part} part: {consequence}. {remedy}";
    }

    static Split OfMeasured(LabeledSpectra data, Func<LabeledSpectra, Split> divide)
    {
        int[] measured = [.. Enumerable.Range(0, data.Count).Where(i => !data.IsSynthetic(i))];
        var split = divide(data.WithoutSynthetic());
        return new(Array.ConvertAll(split.Training, i => measured[i]), Array.ConvertAll(split.Held, i => measured[i]));
    }

    static void Check(double share)
    {
        if (!(share is > 0 and < 1)) throw new BadInputException($"The share to test on is {share}. It must be between 0 and 1.");
    }
}

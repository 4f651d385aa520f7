using Whiteline.Numerics;

namespace Whiteline.Learning;

/// <summary>Seeded divisions of a dataset for honest scoring. Near copies share a group, and a group is never on both sides.</summary>
public static class Folds
{
    /// <summary>k folds, each with every class in its share of the whole.</summary>
    /// <param name="labels">Shape (n).</param>
    /// <param name="count">Number of folds; 2 to n.</param>
    /// <param name="seed">Decides which spectrum goes where.</param>
    /// <exception cref="BadInputException">Fewer than 2 folds, or more folds than spectra.</exception>
    public static IReadOnlyList<Split> Stratified(IReadOnlyList<string> labels, int count, Seed seed)
    {
        Check(count, labels.Count, "spectra");
        var foldOf = new int[labels.Count];
        var next = 0;
        // One deal goes through all classes, so that the folds differ by at most one spectrum in all and in every class.
        foreach (var members in ByClass(labels, seed))
            foreach (var i in members) foldOf[i] = next++ % count;
        return Collect(foldOf, count);
    }

    /// <summary>Repeated random divisions with the given share of every class for training.</summary>
    /// <param name="labels">Shape (n).</param>
    /// <param name="trainingShare">Between 0 and 1, such as 0.65.</param>
    /// <param name="repeats">Number of divisions.</param>
    /// <param name="seed">Decides which spectrum goes where.</param>
    /// <exception cref="BadInputException">The share is not between 0 and 1, or there is no division.</exception>
    public static IReadOnlyList<Split> StratifiedShuffle(IReadOnlyList<string> labels, double trainingShare, int repeats, Seed seed)
    {
        if (!(trainingShare is > 0 and < 1)) throw new BadInputException($"The training share is {trainingShare}. It must be between 0 and 1.");
        if (repeats < 1) throw new BadInputException($"The number of divisions is {repeats}. It must be at least 1.");
        var splits = new Split[repeats];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var isHeld = new bool[labels.Count];
            foreach (var members in ByClass(labels, seed.Branch("shuffle", repeat)))
            {
                // A class of one spectrum stays in training; others have at least one spectrum on either side.
                var training = Math.Clamp((int)Math.Round(trainingShare * members.Length), 1, Math.Max(1, members.Length - 1));
                foreach (var i in members.AsSpan(training)) isHeld[i] = true;
            }
            splits[repeat] = Split.Where(labels.Count, i => isHeld[i]);
        }
        return splits;
    }

    /// <summary>k folds of whole groups: the largest first, each to the fold that holds the fewest spectra.</summary>
    /// <param name="groups">Shape (n).</param>
    /// <param name="count">Number of folds; 2 to the number of groups.</param>
    /// <param name="seed">Orders groups of equal size.</param>
    /// <exception cref="BadInputException">Fewer than 2 folds, or more folds than groups.</exception>
    public static IReadOnlyList<Split> Grouped(IReadOnlyList<string> groups, int count, Seed seed)
    {
        var byGroup = Members(groups);
        Check(count, byGroup.Length, "groups");
        seed.Branch("group folds").Random().Shuffle<int[]>(byGroup);
        var foldOf = new int[groups.Count];
        var sizes = new int[count];
        foreach (var members in byGroup.OrderByDescending(members => members.Length))
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            sizes[fold] += members.Length;
            foreach (var i in members) foldOf[i] = fold;
        }
        return Collect(foldOf, count);
    }

    /// <summary>One division per group, which is held out whole; groups in ordinal order.</summary>
    /// <param name="groups">Shape (n).</param>
    /// <exception cref="BadInputException">There is only one group.</exception>
    public static IReadOnlyList<Split> LeaveOneGroupOut(IReadOnlyList<string> groups)
    {
        string[] names = [.. groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Check(names.Length, names.Length, "groups");
        return [.. names.Select(name => Split.Where(groups.Count, i => groups[i] == name))];
    }

    static void Check(int count, int available, string what)
    {
        if (count < 2) throw new BadInputException($"Cross-validation with {count} fold(s) holds nothing out. Give at least 2 folds, and at least 2 {what}.");
        if (count > available) throw new BadInputException($"Cross-validation with {count} folds needs as many {what}; there are {available}. Lower the number of folds.");
    }

    static int[][] ByClass(IReadOnlyList<string> labels, Seed seed)
    {
        var random = seed.Branch("stratified").Random();
        var classes = Members(labels);
        foreach (var members in classes) random.Shuffle<int>(members);
        return classes;
    }

    static int[][] Members(IReadOnlyList<string> names) =>
        [.. Enumerable.Range(0, names.Count).GroupBy(i => names[i], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray())];

    static Split[] Collect(int[] foldOf, int count) =>
        [.. Enumerable.Range(0, count).Select(fold => Split.Where(foldOf.Length, i => foldOf[i] == fold))];
}

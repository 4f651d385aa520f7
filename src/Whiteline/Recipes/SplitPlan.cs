using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Which spectra are held out together.</summary>
public enum SplitKind
{
    /// <summary>k folds with every class in its share. Near copies may be on both sides.</summary>
    Stratified,

    /// <summary>k folds of whole groups.</summary>
    ByGroup,

    /// <summary>One group after another.</summary>
    LeaveOneGroupOut,

    /// <summary>Repeated random divisions with every class in its share. Near copies may be on both sides.</summary>
    Shuffle,
}

/// <summary>How a dataset is divided for cross-validation. Settings only.</summary>
/// <param name="Kind">Which spectra are held out together.</param>
/// <param name="Folds">Number of folds, or of random divisions; leaving out one group after another takes no notice of it.</param>
/// <param name="TrainingShare">Share of every class to train on in a random division, between 0 and 1.</param>
public sealed record SplitPlan(SplitKind Kind = SplitKind.Stratified, int Folds = 10, double TrainingShare = 0.65)
{
    /// <summary>Only so many of the divisions are made, the first; null for all. A search spends less on each point that way.</summary>
    public int? Scored { get; init; }

    /// <summary>True when no group is on both sides.</summary>
    public bool ByGroup => Kind is SplitKind.ByGroup or SplitKind.LeaveOneGroupOut;

    /// <summary>
    /// Divides the measured spectra of a dataset. Synthetic ones are in no part: what a generator learned from all spectra tells of those held out,
    /// and nothing is tested on what it made. Augmentation that is fitted inside each training part is <see cref="TrainingPlan.Generate"/>.
    /// </summary>
    /// <exception cref="BadInputException">The groups are unknown but needed, or there are too few spectra or groups; says why.</exception>
    public IReadOnlyList<Split> Divide(LabeledSpectra data, Seed seed)
    {
        if (ByGroup && data.Groups is null)
            throw new BadInputException("The dataset does not say which group (specimen, image or source) each spectrum is from, so it cannot be split by group. Add a group column, or leave out the split by group.");
        if (data.SyntheticCount > 0)
        {
            int[] measured = [.. Enumerable.Range(0, data.Count).Where(i => !data.IsSynthetic(i))];
            return [.. Divide(data.WithoutSynthetic(), seed).Select(split => new Split(Array.ConvertAll(split.Training, i => measured[i]), Array.ConvertAll(split.Held, i => measured[i])))];
        }
        var splits = Kind switch
        {
            SplitKind.ByGroup => Learning.Folds.Grouped(data.Groups!, Folds, seed),
            SplitKind.LeaveOneGroupOut => Learning.Folds.LeaveOneGroupOut(data.Groups!),
            SplitKind.Shuffle => Learning.Folds.StratifiedShuffle(data.Labels, TrainingShare, Folds, seed),
            _ => Learning.Folds.Stratified(data.Labels, Folds, seed),
        };
        if (splits.Any(split => split.Held.Length == 0))
            throw new BadInputException($"A class of one spectrum stays in training, and all {data.Count} classes have one: nothing is held out. Give more spectra.");
        return Scored is { } scored && scored < splits.Count ? [.. splits.Take(scored)] : splits;
    }

    /// <summary>The split in words, for a result.</summary>
    /// <param name="made">Number of divisions made.</param>
    public string Describe(int made) => Kind switch
    {
        SplitKind.ByGroup => $"group {Whole(made)}-fold: whole groups are held out{Part(made)}",
        SplitKind.LeaveOneGroupOut => Scored is null ? $"leave one group out: {made} groups, each held out whole" : $"leave one group out: {made} of the groups, each held out whole",
        SplitKind.Shuffle => FormattableString.Invariant($"{made} random stratified divisions with {100 * TrainingShare:0.#} % of each class for training"),
        _ => $"stratified {Whole(made)}-fold: single spectra are held out, whatever their group{Part(made)}",
    };

    int Whole(int made) => Scored is null ? made : Math.Max(made, Folds);

    string Part(int made) => Scored is null || made >= Folds ? "" : $"; {made} of the folds scored";
}

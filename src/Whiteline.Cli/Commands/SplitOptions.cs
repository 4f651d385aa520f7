using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say how a dataset is divided.</summary>
sealed class SplitOptions
{
    readonly Option<int> folds = Values.Option("--folds", "Number of folds, 2 or more.", "N", text => Values.Integer(text, 2, 100_000), () => 10);
    readonly Option<bool> byGroup = new("--by-group") { Description = "Hold out whole groups, so that near copies are never on both sides." };
    readonly Option<bool> leaveOneOut = new("--leave-one-group-out") { Description = "Hold out one group after another." };
    readonly Option<int?> shuffle = Values.Option<int?>("--shuffle", "So many random divisions instead of folds.", "N", text => Values.Integer(text, 1, 100_000));
    readonly Option<double> share = Values.Option("--training-share", "Part of every class to train on in a random division, between 0 and 1.", "SHARE", Share, () => 0.65);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in new Option[] { folds, byGroup, leaveOneOut, shuffle, share }) command.Add(option);
    }

    /// <summary>True when the user says into how many parts the spectra are divided.</summary>
    public bool AreFoldsGiven(CommandRun run) => run.IsGiven(folds);

    /// <summary>The division that the user asked for.</summary>
    /// <exception cref="BadInputException">Two options contradict each other.</exception>
    public SplitPlan Plan(CommandRun run)
    {
        var shuffles = run.Value(shuffle);
        Refuse(run.Value(byGroup) && shuffles is not null, "--by-group and --shuffle contradict each other: random divisions pay no heed to groups.");
        Refuse(run.Value(leaveOneOut) && shuffles is not null, "--leave-one-group-out and --shuffle contradict each other: random divisions pay no heed to groups.");
        Refuse(run.IsGiven(folds) && run.Value(leaveOneOut), "--folds and --leave-one-group-out contradict each other: there is one fold a group.");
        Refuse(run.IsGiven(folds) && shuffles is not null, "--folds and --shuffle contradict each other: --shuffle already says how many divisions.");
        Refuse(run.IsGiven(share) && shuffles is null, "--training-share needs --shuffle: with folds, the number of folds decides the share.");
        return shuffles is { } divisions ? new(SplitKind.Shuffle, divisions, run.Value(share))
            : run.Value(leaveOneOut) ? new(SplitKind.LeaveOneGroupOut)
            : new(run.Value(byGroup) ? SplitKind.ByGroup : SplitKind.Stratified, run.Value(folds));
    }

    static void Refuse(bool contradicts, string sentence)
    {
        if (contradicts) throw new BadInputException($"{sentence} Leave one out.");
    }

    static double Share(string text) =>
        Values.Positive(text) is < 1 and var share ? share : throw new BadInputException($"'{text}' is not between 0 and 1.");
}

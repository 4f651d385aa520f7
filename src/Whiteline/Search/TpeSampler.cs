using System.Runtime.CompilerServices;
using Whiteline.Numerics;

namespace Whiteline.Search;

// Bergstra, Bardenet, Bengio, Kégl, "Algorithms for hyper-parameter optimization", NIPS 24 (2011) 2546: the trials are divided into a few good ones and the rest, a density is fitted
// to each, and of some draws from the density of the good the one is taken at which it exceeds the other most. The settings are those of Optuna 3, so that studies go on alike.

/// <summary>The tree-structured Parzen estimator.</summary>
/// <param name="Seed">Where randomness comes from.</param>
/// <param name="StartupTrials">Finished trials before which it draws at random.</param>
/// <param name="Candidates">Draws from the density of the good trials, of which the most promising is taken.</param>
/// <param name="Multivariate">True to fit parameters that occur together in one density (Falkner, Klein, Hutter, ICML 2018), group by group.</param>
/// <param name="ConstantLiar">True to take running trials for bad ones, so that workers beside each other do not choose the same point.</param>
/// <param name="PriorWeight">Weight of the prior beside one trial's weight of 1.</param>
/// <param name="MagicClip">True to bound the kernels' widths from below by the range over the number of trials.</param>
public sealed record TpeSampler(
    Seed Seed, int StartupTrials = 10, int Candidates = 24, bool Multivariate = false, bool ConstantLiar = true, double PriorWeight = 1, bool MagicClip = true) : ISampler
{
    const int MostGood = 25;

    readonly RandomSampler random = new(Seed);

    (StudyHistory History, int Number, TrialRecord[] Good, TrialRecord[] Bad)? division;

    /// <inheritdoc/>
    public string Name => "tpe";

    /// <summary>How many of n finished trials are good: a tenth, but at most 25.</summary>
    public static int GoodOf(int finished) => Math.Min((int)Math.Ceiling(0.1 * finished), MostGood);

    /// <inheritdoc/>
    public bool IsRandom(StudyHistory history) => Learnable(history) < StartupTrials;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> ChooseTogether(StudyHistory history, int number)
    {
        var chosen = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!Multivariate || IsRandom(history)) return chosen;
        foreach (var group in ParameterGroups.Of(history))
        {
            var point = Best(history, number, group, $"tpe/{string.Join(',', group.Select(one => one.Name))}");
            for (var k = 0; k < group.Count; k++) chosen[group[k].Name] = point[k];
        }
        return chosen;
    }

    /// <inheritdoc/>
    public double Choose(StudyHistory history, int number, string parameter, Domain domain) =>
        IsRandom(history) ? random.Choose(history, number, parameter, domain) : Best(history, number, [(parameter, domain)], $"tpe/{parameter}")[0];

    // Pruned trials have no place among several objectives.
    static int Learnable(StudyHistory history) => history.Directions.Count == 1 ? history.Finished.Count : history.Finished.Count(trial => trial.State == TrialState.Complete);

    double[] Best(StudyHistory history, int number, IReadOnlyList<(string Name, Domain Domain)> parameters, string stream)
    {
        var (good, bad) = Divide(history, number);
        var settings = new ParzenSettings(PriorWeight, MagicClip, Multivariate);
        Domain[] domains = [.. parameters.Select(one => one.Domain)];
        var below = new ParzenDensity(domains, Observations(good, parameters), settings);
        var above = new ParzenDensity(domains, Observations(bad, parameters), settings);
        var source = Seed.Branch(stream, number).Random();
        var points = new double[Candidates][];
        for (var i = 0; i < Candidates; i++) points[i] = below.Draw(source);
        var gain = below.LogDensity(points);
        var loss = above.LogDensity(points);
        var best = 0;
        for (var i = 1; i < Candidates; i++)
            if (gain[i] - loss[i] > gain[best] - loss[best]) best = i;
        return points[best];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double[][] Observations(TrialRecord[] trials, IReadOnlyList<(string Name, Domain Domain)> parameters)
    {
        var columns = new double[parameters.Count][];
        for (var k = 0; k < columns.Length; k++) columns[k] = new double[trials.Length];
        var count = 0;
        foreach (var trial in trials)
        {
            var whole = true;
            for (var k = 0; whole && k < columns.Length; k++)
            {
                whole = trial.Parameters.TryGetValue(parameters[k].Name, out var setting) && setting.Domain.IsCompatible(parameters[k].Domain);
                columns[k][count] = setting.Number;
            }
            if (whole) count++;
        }
        for (var k = 0; k < columns.Length; k++) Array.Resize(ref columns[k], count);
        return columns;
    }

    // All parameters of a trial are chosen from one division.
    (TrialRecord[] Good, TrialRecord[] Bad) Divide(StudyHistory history, int number)
    {
        if (division is { } last && last.History == history && last.Number == number) return (last.Good, last.Bad);
        var several = history.Directions.Count > 1;
        TrialRecord[] finished = several ? [.. history.Finished.Where(trial => trial.State == TrialState.Complete)] : [.. history.Finished];
        var order = several ? ParetoRanks.Order([.. finished.Select(history.Losses)]) : [.. Enumerable.Range(0, finished.Length).OrderBy(i => Rank(history, finished[i]))];
        var count = GoodOf(finished.Length);
        // In the order of their numbers: the older a trial, the less it weighs.
        TrialRecord[] good = [.. order.Take(count).Order().Select(i => finished[i])];
        var running = ConstantLiar && !several ? history.Trials.Where(trial => trial.State == TrialState.Running && trial.Number != number && trial.Parameters.Count > 0) : [];
        TrialRecord[] bad = [.. order.Skip(count).Select(i => finished[i]).Concat(running).OrderBy(trial => trial.Number)];
        division = (history, number, good, bad);
        return (good, bad);
    }

    // Complete trials by their value; then pruned ones, those that came furthest first.
    static (double, double) Rank(StudyHistory history, TrialRecord trial)
    {
        if (trial.State == TrialState.Complete) return (double.NegativeInfinity, history.Loss(trial.Values[0]));
        if (trial.LastStep is not { } step) return (1, 0);
        var value = trial.Reports[step];
        return (-step, double.IsNaN(value) ? double.PositiveInfinity : history.Loss(value));
    }
}

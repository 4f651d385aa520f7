using Whiteline.Numerics;

namespace Whiteline.Search;

/// <summary>How much a parameter decides.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Share">Its part of the importance of all; they sum to 1.</param>
public sealed record ImportanceShare(string Parameter, double Share);

// Breiman, Machine Learning 45 (2001) 5: a forest learns the values from the parameters; the importance of a parameter is how much worse the trees answer for the trials that they have not
// seen when this parameter is shuffled among those. A parameter that a trial does not have is a value of its own, so that branches of a conditional space take part.

/// <summary>Importance of hyperparameters, by permutation on a random forest.</summary>
public static class ParameterImportance
{
    const int Trees = 128, Shuffles = 4, LeastTrials = 8;

    // Below all places, which are from 0 to 1.
    const double Missing = -1;

    /// <summary>The parameters by falling importance; empty where fewer than eight trials are complete or nothing varies.</summary>
    /// <param name="history">The trials.</param>
    /// <param name="seed">Source of all randomness.</param>
    /// <param name="objective">The objective, from 0.</param>
    public static IReadOnlyList<ImportanceShare> Of(StudyHistory history, Seed seed, int objective = 0)
    {
        TrialRecord[] trials = [.. history.Trials.Where(trial => trial.State == TrialState.Complete && double.IsFinite(trial.Values[objective]))];
        if (trials.Length < LeastTrials) return [];
        var columns = Columns(trials);
        double[] values = [.. trials.Select(trial => trial.Values[objective])];
        if (columns.Count == 0 || values.Min() == values.Max()) return [];
        double[][] features = [.. trials.Select(trial => columns.Select(column => column.Place(trial)).ToArray())];
        var harm = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var t = 0; t < Trees; t++)
        {
            var random = seed.Branch("importance", t).Random();
            var tree = RegressionTree.Grow(features, values, (2 * columns.Count + 2) / 3, random);
            int[] unseen = [.. Enumerable.Range(0, trials.Length).Where(tree.HasNotSeen)];
            if (unseen.Length < 2) continue;
            var plain = Error(tree, values, unseen, i => features[i]);
            foreach (var own in columns.Select((column, c) => (column.Name, Place: c)).GroupBy(one => one.Name, one => one.Place, StringComparer.Ordinal))
                for (var s = 0; s < Shuffles; s++)
                    harm[own.Key] = harm.GetValueOrDefault(own.Key) + Error(tree, values, unseen, Shuffled(features, unseen, [.. own], random)) - plain;
        }
        var sum = harm.Values.Sum(value => Math.Max(0, value));
        return sum > 0 ? [.. harm.Select(one => new ImportanceShare(one.Key, Math.Max(0, one.Value) / sum)).OrderByDescending(one => one.Share).ThenBy(one => one.Parameter, StringComparer.Ordinal)] : [];
    }

    static Func<int, double[]> Shuffled(double[][] features, int[] unseen, int[] places, RandomSource random)
    {
        int[] other = [.. unseen];
        random.Shuffle(other.AsSpan());
        var row = new Dictionary<int, double[]>();
        for (var k = 0; k < unseen.Length; k++)
        {
            var copy = (double[])features[unseen[k]].Clone();
            foreach (var place in places) copy[place] = features[other[k]][place];
            row[unseen[k]] = copy;
        }
        return i => row[i];
    }

    static double Error(RegressionTree tree, double[] values, int[] rows, Func<int, double[]> features) => rows.Average(i => Math.Pow(tree.Predict(features(i)) - values[i], 2));

    static List<Column> Columns(TrialRecord[] trials)
    {
        var domains = new SortedDictionary<string, Domain>(StringComparer.Ordinal);
        foreach (var trial in trials)
            foreach (var (name, setting) in trial.Parameters) domains[name] = setting.Domain;
        var columns = new List<Column>();
        foreach (var (name, domain) in domains)
        {
            // Choices have no order: each is a question of its own.
            if (domain is CategoricalDomain choices) columns.AddRange(Enumerable.Range(0, choices.Choices.Count).Select(choice => new Column(name, choice)));
            else columns.Add(new(name, null));
        }
        return [.. columns.Where(column => trials.Select(column.Place).Distinct().Skip(1).Any())];
    }

    sealed record Column(string Name, int? Choice)
    {
        public double Place(TrialRecord trial)
        {
            if (!trial.Parameters.TryGetValue(Name, out var setting)) return Missing;
            if (Choice is { } choice) return setting.Number == choice ? 1 : 0;
            return setting.Domain.IsSingle ? 0 : ScaledDomain.Share(setting);
        }
    }
}

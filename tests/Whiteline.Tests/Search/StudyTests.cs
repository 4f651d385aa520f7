using Whiteline.Search;

namespace Whiteline.Tests.Search;

public sealed class StudyTests : IDisposable
{
    readonly MemoryStudyStorage storage = new();

    public void Dispose() => storage.Dispose();

    [Fact]
    public void A_repeated_point_is_answered_from_memory()
    {
        var study = Open(new RandomSampler(new(1)));
        var asked = 0;

        study.Run(trial => [trial.Whole("n", 1, 3) + 0.0 * asked++], new(20) { Space = new([new("n", new IntegerDomain(1, 3))]) });

        Assert.Equal(20, study.History.Trials.Count);
        Assert.Equal(3, asked);
        Assert.Equal(17, study.History.Trials.Count(trial => trial.SystemRemarks.ContainsKey(Study.Repeats)));
    }

    [Fact]
    public void The_grid_visits_every_point_of_a_conditional_space_once()
    {
        var space = new SearchSpace([new("kernel", new CategoricalDomain(["linear", "rbf"])), new("C", new FloatDomain(1, 3, Step: 1)), new("gamma", new IntegerDomain(1, 4), new("kernel", ["rbf"]))]);
        var sampler = new GridSampler(space);
        var study = Open(sampler);

        study.Run(_ => [0], new(sampler.Trials!.Value) { Space = space, Remember = false });

        Assert.Equal(3 + 3 * 4, study.History.Trials.Count);
        Assert.Equal(15, study.History.Trials.Select(trial => string.Join(' ', trial.Parameters.OrderBy(one => one.Key).Select(one => $"{one.Key}={one.Value.Number}"))).Distinct().Count());
    }

    [Fact]
    public void A_cancelled_trial_is_taken_up_again_with_its_parameters()
    {
        using var cancel = new CancellationTokenSource();
        var study = Open(new RandomSampler(new(1)));

        Assert.Throws<OperationCanceledException>(() => study.Run(
            trial =>
            {
                trial.Real("x", 0, 1);
                if (trial.Number == 2) cancel.Cancel();
                cancel.Token.ThrowIfCancellationRequested();
                return [0];
            },
            new(5, cancel.Token)));
        study.Run(trial => [trial.Real("x", 0, 1)], new(5));

        var again = study.History.Trials.Single(trial => trial.SystemRemarks.ContainsKey(Study.RepeatsFailed));
        Assert.Equal(TrialState.Fail, study.History.Trials[2].State);
        Assert.True(again.HasParametersOf(study.History.Trials[2]));
        Assert.Equal(5, study.History.Trials.Count(trial => trial.State == TrialState.Complete));
    }

    [Fact]
    public void A_search_in_which_all_fails_says_why()
    {
        var error = Assert.Throws<BadInputException>(() => Open(new RandomSampler(new(1))).Run(trial => trial.Real("x", 0, 1) > 2 ? [0] : throw new BadInputException("no such kernel"), new(50)));

        Assert.Contains("no such kernel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_whose_trials_fail_one_after_another_ends_though_earlier_ones_did_not()
    {
        var study = Open(new RandomSampler(new(1)));
        study.Run(trial => [trial.Real("x", 0, 1)], new(2));

        var error = Assert.Throws<BadInputException>(() => study.Run(trial => trial.Real("x", 0, 1) > 2 ? [0] : throw new BadInputException("no such kernel."), new(4) { MostFailuresInARow = 7 }));

        Assert.Contains("The last 7 trials of the study 'study' all failed, the last one so: no such kernel. The 2 that are done are kept.", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, study.History.Trials.Count(trial => trial.State == TrialState.Fail));
    }

    [Fact]
    public void A_search_that_gives_no_number_ends()
    {
        var error = Assert.Throws<BadInputException>(() => Open(new RandomSampler(new(1))).Run(trial => [trial.Real("x", 0, 1) * double.NaN], new(4)));

        Assert.Contains("not a number", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(2, 1, true)]
    public void The_median_pruner_gives_up_what_is_worse_than_the_median(double value, int complete, bool prunes)
    {
        TrialRecord[] others = [.. Enumerable.Range(0, 4 + complete).Select(i => new TrialRecord(i, i, TrialState.Complete) { Values = [1.5], Reports = new Dictionary<int, double> { [1] = 1.5 } })];
        var trial = new TrialRecord(9, 9, TrialState.Running) { Reports = new Dictionary<int, double> { [1] = value } };

        Assert.Equal(prunes, new MedianPruner().ShouldPrune(new("s", [Direction.Minimize], [.. others, trial]), trial, (_, _) => { }));
    }

    [Fact]
    public void Successive_halving_lets_one_in_four_go_on()
    {
        var study = new Study(storage, "halving", [Direction.Maximize], new RandomSampler(new(1)), new SuccessiveHalvingPruner(FirstStep: 1));

        study.Run(
            trial =>
            {
                var quality = trial.Real("q", 0, 1);
                for (var step = 1; step <= 16; step++)
                {
                    trial.Report(quality, step);
                    if (trial.ShouldPrune()) throw new TrialPrunedException();
                }
                return [quality];
            },
            new(200));

        var complete = study.History.Trials.Where(trial => trial.State == TrialState.Complete).ToArray();
        Assert.InRange(complete.Length, 3, 40);
        // The first trials go on whatever they are: there is nothing to compare them with.
        Assert.True(complete.Average(trial => trial.Values[0]) > 0.7);
        Assert.Equal(study.History.Trials.Max(trial => trial.Parameters["q"].Number), complete.Max(trial => trial.Values[0]));
        Assert.All(study.History.Trials.Where(trial => trial.State == TrialState.Pruned), trial => Assert.Contains(trial.LastStep, new int?[] { 1, 4, 16 }));
    }

    [Fact]
    public void Hyperband_deals_trials_to_brackets_that_begin_at_different_steps()
    {
        var study = new Study(storage, "bands", [Direction.Maximize], new RandomSampler(new(1)), new HyperbandPruner(FirstStep: 1, LastStep: 9));

        study.Run(
            trial =>
            {
                for (var step = 1; step <= 9; step++)
                {
                    trial.Report(trial.Real("q", 0, 1), step);
                    if (trial.ShouldPrune()) throw new TrialPrunedException();
                }
                return [trial.Real("q", 0, 1)];
            },
            new(120));

        Assert.Equal([1, 3, 9], study.History.Trials.Where(trial => trial.State == TrialState.Pruned).Select(trial => trial.LastStep!.Value).Distinct().Order());
    }

    [Fact]
    public void Domains_keep_their_kind_and_bounds_as_JSON()
    {
        Domain[] domains = [new FloatDomain(1e-3, 5, Log: true), new FloatDomain(0, 1, Step: 0.25), new IntegerDomain(1, 9, Step: 2), new CategoricalDomain(["a", 1L, 1.0, 2.5, true, null])];

        Assert.Equal(domains, domains.Select(domain => DomainJson.Read(DomainJson.Write(domain), "test")));
        Assert.Throws<BadInputException>(() => DomainJson.Read("{\"name\": \"FloatDistribution\", \"attributes\": {\"low\": 2, \"high\": 1}}", "test"));
        Assert.Throws<BadInputException>(() => DomainJson.Read("[1]", "test"));
    }

    Study Open(ISampler sampler) => new(storage, "study", [Direction.Minimize], sampler);
}

using Whiteline.Search;

namespace Whiteline.Tests.Search;

public sealed class TpeSamplerTests
{
    [Fact]
    public void A_hundred_trials_come_nearer_than_random_draws()
    {
        var tpe = Enumerable.Range(0, 15).Select(seed => Best(new TpeSampler(new((ulong)seed)))).Order().ElementAt(7);
        var random = Enumerable.Range(0, 15).Select(seed => Best(new RandomSampler(new((ulong)seed)))).Order().ElementAt(7);

        Assert.True(tpe < random / 2, $"median {tpe} against {random}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_seed_gives_the_same_trials_whoever_made_the_earlier_ones(bool multivariate)
    {
        using var whole = new MemoryStudyStorage();
        using var broken = new MemoryStudyStorage();
        ISampler sampler() => new TpeSampler(new(3)) { Multivariate = multivariate };

        var one = Run(whole, sampler(), 30);
        Run(broken, sampler(), 17);
        var two = Run(broken, sampler(), 30);

        Assert.Equal(one.Trials.Select(trial => trial.Values[0]), two.Trials.Select(trial => trial.Values[0]));
    }

    [Fact]
    public void Every_value_lies_in_its_domain()
    {
        using var storage = new MemoryStudyStorage();
        var space = new SearchSpace(
        [
            new("log", new FloatDomain(1e-5, 1e2, Log: true)), new("step", new FloatDomain(0.1, 0.9, Step: 0.2)), new("whole", new IntegerDomain(3, 30, Step: 4)),
            new("power", new IntegerDomain(1, 1000, Log: true)), new("choice", new CategoricalDomain(["a", 2L, 0.5, true, null])), new("branch", new FloatDomain(0, 1), new("choice", ["a", null])),
        ]);
        var study = new Study(storage, "domains", [Direction.Maximize], new TpeSampler(new(1)));

        study.Run(trial => [trial.Parameters.Values.Sum(setting => setting.Number)], new(120) { Space = space });

        Assert.All(study.History.Trials.SelectMany(trial => trial.Parameters.Values), setting => Assert.True(setting.Domain.Contains(setting.Number), $"{setting}"));
        Assert.All(study.History.Trials, trial => Assert.Equal(trial.Parameters["choice"].Value is "a" or null, trial.Parameters.ContainsKey("branch")));
        Assert.Contains(study.History.Trials, trial => trial.Parameters["choice"].Value is true);
    }

    [Fact]
    public void The_front_of_two_objectives_is_found()
    {
        using var storage = new MemoryStudyStorage();
        var study = new Study(storage, "two", [Direction.Minimize, Direction.Maximize], new TpeSampler(new(1)));

        study.Run(Two, new(80));

        var front = study.History.ParetoFront();
        Assert.True(front.Count >= 8, $"{front.Count}");
        Assert.All(front, trial => Assert.DoesNotContain(front, other => other.Values[0] < trial.Values[0] && other.Values[1] > trial.Values[1]));
        Assert.Equal("\"random\"", study.History.Trials[9].SystemRemarks[Study.ChosenBy]);
        Assert.Equal("\"tpe\"", study.History.Trials[10].SystemRemarks[Study.ChosenBy]);
    }

    static IReadOnlyList<double> Two(Trial trial) => trial.Real("x", -2, 2) is var x && trial.Real("y", 0, 1) is var y ? [x * x + y, -(x - 1) * (x - 1) - y] : [];

    static double Best(ISampler sampler)
    {
        using var storage = new MemoryStudyStorage();
        return Run(storage, sampler, 100).Best!.Values[0];
    }

    static StudyHistory Run(MemoryStudyStorage storage, ISampler sampler, int trials)
    {
        var study = new Study(storage, "bowl", [Direction.Minimize], sampler);
        study.Run(trial => [Math.Pow(trial.Real("x", -5, 5) - 1, 2) + Math.Pow(Math.Log10(trial.Real("y", 1e-6, 1, log: true)) + 3, 2)], new(trials));
        return study.History;
    }
}

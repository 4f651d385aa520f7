using Whiteline.Search;

namespace Whiteline.Tests.Search;

public sealed class ParameterImportanceTests
{
    [Fact]
    public void What_decides_has_the_most_and_what_does_not_matter_has_next_to_none()
    {
        var history = History(80, trial => Math.Pow(trial.Real("strong", -1, 1), 2) + 0.2 * trial.Real("weak", -1, 1) + 0 * trial.Real("idle", 0, 1));

        var shares = ParameterImportance.Of(history, new(1));

        Assert.Equal(["strong", "weak", "idle"], shares.Select(one => one.Parameter));
        Assert.Equal(1, shares.Sum(one => one.Share), 1e-12);
        Assert.True(shares[0].Share > 0.6, $"{shares[0]}");
        Assert.True(shares[2].Share < 0.05, $"{shares[2]}");
    }

    [Fact]
    public void A_choice_that_opens_a_branch_counts_as_one_parameter()
    {
        var history = History(60, trial => trial.Choice("model", "a", "b", "c") switch { "a" => 3, "b" => 1 + 0.1 * trial.Real("x", 0, 1), _ => 2 });

        var shares = ParameterImportance.Of(history, new(1));

        Assert.Equal("model", shares[0].Parameter);
        Assert.Equal(2, shares.Count);
        Assert.True(shares[0].Share > 0.7, $"{shares[0]}");
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(30, 0)]
    public void Too_few_trials_and_equal_values_say_nothing(int trials, double slope) =>
        Assert.Empty(ParameterImportance.Of(History(trials, trial => slope * trial.Real("x", 0, 1)), new(1)));

    static StudyHistory History(int trials, Func<Trial, double> function)
    {
        using var storage = new MemoryStudyStorage();
        var study = new Study(storage, "importance", [Direction.Minimize], new RandomSampler(new(5)));
        study.Run(trial => [function(trial)], new(trials) { Remember = false });
        return study.History;
    }
}

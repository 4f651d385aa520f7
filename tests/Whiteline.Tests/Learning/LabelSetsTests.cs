using Whiteline.Learning;
using Whiteline.Learning.Metrics;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning;

public sealed class LabelSetsTests
{
    static readonly string[] Classes = ["a", "b"];

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void Sets_hold_the_truth_as_often_as_stated_class_by_class(double rate)
    {
        var sets = LabelSets.Of(Classes, Drawn(3000, 1));
        var asked = Drawn(6000, 2).ToArray();

        foreach (var label in Classes)
        {
            var own = asked.Where(one => one.Truth == label).ToArray();
            Assert.InRange(own.Average(one => sets.Set(one.Verdict, rate).Contains(label) ? 0.0 : 1), 0.6 * rate, 1.4 * rate);
        }
    }

    [Fact]
    public void The_limit_is_the_next_rank_of_n_and_1()
    {
        // Nine scores of class a, 0.1 to 0.9: at a rate of 0.3 the limit is the 7th of 10, a score of 0.7.
        var sets = new LabelSets([[.. Enumerable.Range(1, 9).Select(i => i / 10.0)], [0.5]]);

        Assert.Contains("a", sets.Set(new(Classes, [0.31, 0.69]), 0.3));
        Assert.DoesNotContain("a", sets.Set(new(Classes, [0.29, 0.71]), 0.3));
    }

    [Fact]
    public void A_class_with_too_few_spectra_for_the_rate_is_never_ruled_out()
    {
        var sets = new LabelSets([[.. Enumerable.Range(1, 9).Select(i => i / 10.0)], [0.5]]);

        Assert.Equal(["a", "b"], sets.Set(new(Classes, [0, 1]), 0.05));
    }

    [Fact]
    public void Damaged_scores_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LabelSets([[0.5, 0.4], []]));
        Assert.Throws<ArgumentException>(() => new LabelSets([[double.NaN], []]));
    }

    [Fact]
    public void Risk_is_counted_from_the_surest_down_and_equals_are_answered_together()
    {
        Verdict[] verdicts = [new(Classes, [0.9, 0.1]), new(Classes, [0.7, 0.3]), new(Classes, [0.3, 0.7]), new(Classes, [0.4, 0.6], Abstention.SignalTooWeak)];

        var answers = Answers.Of(verdicts, ["a", "b", "b", "b"]);

        Assert.Equal(0.75, answers.Answered);
        Assert.Equal(2.0 / 3, answers.Accuracy, 1e-12);
        Assert.Equal(1, answers.Reasons[Abstention.SignalTooWeak]);
        Assert.Equal([new(0.9, 0.25, 0), new(0.7, 0.75, 1.0 / 3)], answers.Curve);
    }

    static IEnumerable<(Verdict Verdict, string Truth)> Drawn(int count, ulong seed)
    {
        var random = new Seed(seed).Random();
        for (var i = 0; i < count; i++)
        {
            // Class b is the harder one.
            var p = i % 2 == 0 ? Math.Pow(random.NextDouble(), 0.2) : Math.Pow(random.NextDouble(), 0.6);
            yield return (new(Classes, i % 2 == 0 ? [p, 1 - p] : [1 - p, p]), Classes[i % 2]);
        }
    }
}

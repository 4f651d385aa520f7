using Whiteline.Learning;

namespace Whiteline.Tests.Learning;

public sealed class UndecidedSetsTests
{
    static readonly Verdict Likely = new(["Fe2+", "Fe3+"], [0.7, 0.3], Abstention.Undecided);

    [Fact]
    public void Sets_of_none_several_and_another_state_are_told_apart()
    {
        Verdict[] verdicts = [Likely with { Set = [] }, Likely with { Set = ["Fe2+", "Fe3+"] }, Likely with { Set = ["Fe3+"] }, Likely with { Set = ["Fe2+"], Abstained = null }, Likely with { Set = [], Abstained = Abstention.SignalTooWeak }];

        Assert.Equal([Undecided.None, Undecided.Several, Undecided.Other, null, null], verdicts.Select(verdict => verdict.Undecided));
        Assert.Equal(new UndecidedSets(1, 1, 1), UndecidedSets.Of(verdicts));
        Assert.Equal("3 undecided (1 with no state left, 1 with several, 1 with one that is not the most probable)", UndecidedSets.InWords(Abstention.Undecided, 3, UndecidedSets.Of(verdicts)));
    }

    [Fact]
    public void Without_sets_there_is_nothing_to_tell() => Assert.Null(UndecidedSets.Of([Likely]));
}

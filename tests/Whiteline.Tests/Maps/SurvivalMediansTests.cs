using Whiteline.Learning;
using Whiteline.Maps;

namespace Whiteline.Tests.Maps;

public sealed class SurvivalMediansTests
{
    [Fact]
    public void Labels_with_a_short_way_to_alternate_sides_survive_little_whatever_the_sign()
    {
        Survival[] labels = [new(-0.2, 3), new(-3, 0.2), new(-0.2, 3), new(-3, 0.2)];

        var medians = SurvivalMedians.Of(labels);

        // Half of them survive 3 eV down, and half 3 eV up, but not one both.
        Assert.Equal(0.2, medians.EitherWayEv);
        Assert.True(labels.Count(label => label.FromEv <= medians.FromEv) >= 2);
        Assert.True(labels.Count(label => label.ToEv >= medians.ToEv) >= 2);
    }

    [Fact]
    public void The_words_say_where_the_scan_ended()
    {
        Assert.Equal(
            "half of the labels survive an axis error of 1.0 eV, be it up or down; to lower energies alone more than 5.0 eV, to higher 1.0 eV",
            SurvivalMedians.Of([new(-Survival.ReachEv, 1)]).InWords());
    }
}

using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

public sealed class SurvivalTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Fact]
    public void A_label_survives_as_far_as_the_same_spectrum_moved_keeps_it()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var asked = Doublets.Fe(20, 2);

        var found = Asked(model, asked);

        for (var i = 0; i < asked.Count; i++)
        {
            var (verdict, range) = (found[i], found[i].Survives!);
            Assert.All([range.FromEv, range.ToEv], shift => Assert.Equal(verdict.Label, LabelOf(model, asked, i, shift)));
            if (range.FromEv > -Survival.ReachEv) Assert.NotEqual(verdict.Label, LabelOf(model, asked, i, range.FromEv - 0.1));
            if (range.ToEv < Survival.ReachEv) Assert.NotEqual(verdict.Label, LabelOf(model, asked, i, range.ToEv + 0.1));
        }
    }

    [Fact]
    public void States_that_lie_apart_in_position_alone_fall_half_way_and_position_is_named()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var asked = Doublets.Fe(40, 2);

        var found = Asked(model, asked);

        // L3 at 708.0 and 709.5 eV: the border lies 0.75 eV from both.
        for (var i = 0; i < asked.Count; i++)
            Assert.InRange(asked.Labels[i] == "Fe2+" ? found[i].Survives!.ToEv : -found[i].Survives!.FromEv, 0.5, 1);
        Assert.All(found, verdict => Assert.True(verdict.CarriedByPosition));
    }

    [Fact]
    public void An_aligned_spectrum_survives_as_far_as_its_L3_is_looked_for_and_shape_is_named()
    {
        var model = Doublets.Train(Doublets.Mn(60, 1));
        var asked = Doublets.Mn(30, 2);

        var found = Asked(model, asked);

        Assert.All(found, verdict => Assert.False(verdict.CarriedByPosition));
        Assert.All(found, verdict => Assert.True(verdict.Survives!.EitherWayEv >= 2, $"{verdict.Survives}"));
        for (var i = 0; i < asked.Count; i++) Assert.Equal(found[i].Label, LabelOf(model, asked, i, found[i].Survives!.ToEv));
    }

    [Fact]
    public void Nobody_who_did_not_ask_is_told() =>
        Assert.All(new Prediction(Doublets.Train(Doublets.Fe(20, 1)), Doublets.Fe(4, 2), null, Context).ClassifyAll(Context), verdict => Assert.Null(verdict.Survives));

    static IReadOnlyList<Verdict> Asked(TrainedModel model, LabeledSpectra asked) => new Prediction(model, asked, KnownAxis.AsWritten, Context) { FindsSurvival = true }.ClassifyAll(Context);

    // The axis of the file is moved instead of the features.
    static string LabelOf(TrainedModel model, LabeledSpectra asked, int index, double shiftEv) =>
        new Prediction(model, asked.Subset([index]), new(shiftEv), Context).ClassifyAll(Context)[0].Label;
}

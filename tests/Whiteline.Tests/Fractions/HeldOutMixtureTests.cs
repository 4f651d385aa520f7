using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Simulation;

namespace Whiteline.Tests.Fractions;

/// <summary>The truth is known: the mixtures are simulated, at other resolutions, shifts, thicknesses, continua and backgrounds than the references, and with noise.</summary>
public sealed class HeldOutMixtureTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Mn2+/Mn3+")]
    [InlineData("Mn3+/Mn4+")]
    [InlineData("Fe2+/Fe3+")]
    public void Fractions_at_500_counts_are_right_to_a_twentieth_and_nine_intervals_in_ten_hold_them(string states)
    {
        var score = ScoreOf(states, ShapeVariation.None);

        Assert.True(score.MeanError <= 0.05, $"{score}");
        Assert.InRange(score.Coverage, 0.85, 0.95);
    }

    // As far as specimens of one ion differ, so far must the intervals of its fraction be wider. Mn3+ and Mn4+ are so alike that the error is larger than a twentieth.
    [Theory]
    [InlineData("Mn2+/Mn3+", 0.05)]
    [InlineData("Mn3+/Mn4+", 0.08)]
    [InlineData("Fe2+/Fe3+", 0.05)]
    public void Intervals_hold_what_they_promise_where_every_specimen_has_a_shape_of_its_own(string states, double mostError)
    {
        var score = ScoreOf(states, new());

        Assert.True(score.MeanError <= mostError, $"{score}");
        Assert.InRange(score.Coverage, 0.85, 0.95);
    }

    // The plain thing: nobody has said which two of an element's states a film holds.
    [Theory]
    [InlineData("Mn2+/Mn3+", 0.045)]
    [InlineData("Mn3+/Mn4+", 0.06)]
    public void Two_states_are_told_where_all_three_are_asked_for(string text, double mostError)
    {
        var mixtures = Mixtures.Among(["Mn2+", "Mn3+", "Mn4+"], Mixtures.HeldOut(Mixtures.States(text), new()));

        var score = Mixtures.Score(mixtures, Analyse(mixtures, new())[FractionMethod.Mlls]!.Estimates);
        output.WriteLine($"{text} of three: {score}");

        Assert.True(score.MeanError <= mostError, $"{score}");
        Assert.InRange(score.Coverage, 0.85, 0.95);
    }

    // Of specimens that differ twice as far as usual, intervals that know nothing of it hold two in three.
    [Theory]
    [InlineData("Mn2+/Mn3+")]
    [InlineData("Mn3+/Mn4+")]
    [InlineData("Fe2+/Fe3+")]
    public void Intervals_grow_with_how_strange_a_specimen_is(string text)
    {
        var strange = new ShapeVariation(LineEv: 0.12, Height: 0.16, L3Ev: 0.24, SplittingEv: 0.2, Ratio: 0.12, Width: 0.16);
        MixtureScore ScoreAt(ShapeVariation variation)
        {
            var mixtures = Mixtures.HeldOut(Mixtures.States(text), variation, 200);
            return Mixtures.Score(mixtures, Analyse(mixtures, new())[FractionMethod.Mlls]!.Estimates);
        }

        var (usual, far) = (ScoreAt(new()), ScoreAt(strange));
        output.WriteLine($"{text}: usual {usual}; strange {far}");

        Assert.True(far.MeanWidth > 1.3 * usual.MeanWidth, $"{usual} {far}");
        Assert.True(far.Coverage > 0.75, $"{far}");
    }

    [Fact]
    public void The_ratio_tells_the_mean_valence_where_it_applies()
    {
        var mixtures = Mixtures.HeldOut(["Mn2+", "Mn3+"], new());

        var result = Analyse(mixtures, new())[FractionMethod.Ratio]!;
        var score = Mixtures.Score(mixtures, result.Estimates);
        output.WriteLine($"ratio: {score}");

        Assert.True(score.Measured > 0.95 * mixtures.Spectra.Count && score.MeanError <= 0.12, $"{score}");
        Assert.InRange(score.Coverage, 0.85, 0.97);
    }

    [Fact]
    public void Threads_do_not_change_fractions()
    {
        var mixtures = Mixtures.HeldOut(["Mn2+", "Mn3+", "Mn4+"], new(), 24);
        var request = new FractionRequest(SimulatedReferences.Of(mixtures.States));

        var one = FractionAnalysis.Run(mixtures.Spectra, request, new("mixtures", new Seed(4), 1));
        var four = FractionAnalysis.Run(mixtures.Spectra, request, new("mixtures", new Seed(4), 4));

        Assert.Equal(one.Methods[0].Estimates.Select(estimate => estimate!.MeanValence), four.Methods[0].Estimates.Select(estimate => estimate!.MeanValence));
        Assert.Equal(one.Methods[0].Estimates.SelectMany(estimate => estimate!.Lower), four.Methods[0].Estimates.SelectMany(estimate => estimate!.Lower));
    }

    MixtureScore ScoreOf(string text, ShapeVariation variation)
    {
        var mixtures = Mixtures.HeldOut(Mixtures.States(text), variation);
        var score = Mixtures.Score(mixtures, Analyse(mixtures, variation)[FractionMethod.Mlls]!.Estimates);
        output.WriteLine($"{text}: {score}");
        Assert.Equal(mixtures.Spectra.Count, score.Measured);
        return score;
    }

    static FractionResult Analyse(PhantomMixtures mixtures, ShapeVariation variation) =>
        FractionAnalysis.Run(mixtures.Spectra, new(SimulatedReferences.Of(mixtures.States, variation)), new("mixtures", new Seed(5), Environment.ProcessorCount));
}

using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Fractions;

public sealed class NetworkAlignmentTests
{
    [Theory]
    [InlineData("Mn", 0.7)]
    [InlineData("Fe", -0.7)]
    public void An_axis_that_is_off_does_not_change_what_the_network_says(string element, double offsetEv)
    {
        var states = SimulatedReferences.StatesOf(element);
        var mixtures = PhantomMixtures.Make(new(states, 30) { Conditions = new() { Dose = 2000 }, LargestShiftEv = 0 }, new Seed(6));
        var moved = new LabeledSpectra(mixtures.Spectra.Axis.ShiftedBy(offsetEv), mixtures.Spectra.Intensity.ToArray(), mixtures.Spectra.Labels);
        FractionEstimate[] Estimates(LabeledSpectra spectra) =>
            [.. FractionAnalysis.Run(spectra, new(SimulatedReferences.Of(states)) { Network = BuiltInFractions.Read(element), Axis = KnownAxis.AsWritten }, new("mixtures", new Seed(0)))[FractionMethod.Network]!.Estimates.OfType<FractionEstimate>()];

        var (asTheyAre, shifted) = (Estimates(mixtures.Spectra), Estimates(moved));

        Assert.Equal(30, shifted.Length);
        Assert.True(asTheyAre.Zip(shifted, (one, other) => Math.Abs(one.MeanValence - other.MeanValence)).Average() < 0.03);
    }

    [Fact]
    public void Spectra_that_lie_too_near_the_end_of_a_file_keep_back_no_others_fractions()
    {
        // The network sees 700 to 730 eV and continues over 3 eV: what reads more than some 0.5 eV low is left with too little.
        var mixtures = PhantomMixtures.Make(new(["Fe2+", "Fe3+"], 40) { Conditions = new() { Dose = 2000 }, Axis = new(690, 0.2, 188), LargestShiftEv = 2 }, new Seed(8));

        var analysis = FractionAnalysis.Run(mixtures.Spectra, new(SimulatedReferences.Of(["Fe2+", "Fe3+"])) { Network = BuiltInFractions.Read("Fe"), Axis = KnownAxis.AsWritten }, new("mixtures", new Seed(0)));

        var given = analysis[FractionMethod.Network]!.Estimates.Count(estimate => estimate is not null);
        Assert.InRange(given, 5, 35);
        Assert.Contains(analysis.Findings, finding => finding.StartsWith($"The network was not used for {40 - given} of 40 spectra", StringComparison.Ordinal));
    }

    [Fact]
    public void Mixtures_of_pairs_hold_two_neighbours()
    {
        var mixtures = PhantomMixtures.Make(new(["Mn2+", "Mn3+", "Mn4+"], 60) { PureShare = 0, PairShare = 1, Axis = new(635, 0.5, 50) }, new Seed(7));

        for (var i = 0; i < 60; i++)
        {
            var fractions = mixtures.FractionsOf(i);
            Assert.Equal(1, fractions[0] + fractions[1] + fractions[2], 12);
            Assert.True(fractions[1] > 0 && (fractions[0] == 0) != (fractions[2] == 0));
        }
    }
}

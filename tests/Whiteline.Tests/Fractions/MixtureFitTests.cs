using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Fractions;

public sealed class MixtureFitTests
{
    static readonly string[] States = ["Mn2+", "Mn3+"];

    [Fact]
    public void Shift_and_broadening_are_found_with_the_fractions()
    {
        // A strong signal: 10⁵ counts, so that only the fit itself can be wrong.
        var mixtures = PhantomMixtures.Make(new(States, 12) { Variation = ShapeVariation.None, Conditions = new() { Dose = 1e5, ResolutionEv = 0.9, ShiftEv = 1.7 }, LargestShiftEv = 0 }, new Seed(1));
        var fit = new MixtureFit(SimulatedReferences.Of(States, ShapeVariation.None), mixtures.Spectra.Axis);

        for (var i = 0; i < mixtures.Spectra.Count; i++)
        {
            var estimate = fit.Fit(mixtures.Spectra[i], new Seed(2).Random());

            Assert.Equal(mixtures.FractionsOf(i)[0], estimate.Fractions[0], 0.04);
            Assert.Equal(1.7, estimate.ShiftEv, 0.05);
            // 0.9 eV times what sessions vary it by, less the references' 0.3 eV in quadrature.
            Assert.InRange(estimate.BroadeningEv, 0.45, 1.5);
        }
    }

    [Fact]
    public void A_shift_asked_for_alone_is_that_of_the_whole_fit()
    {
        var mixtures = Mixtures.HeldOut(States, new(), 8);
        var fit = new MixtureFit(SimulatedReferences.Of(States), mixtures.Spectra.Axis);

        double[] shifts = [.. Enumerable.Range(0, 8).Select(i => fit.ShiftOf(mixtures.Spectra[i]))];

        Assert.Equal(Enumerable.Range(0, 8).Select(i => fit.Modes(mixtures.Spectra[i]).MinBy(mode => mode.Objective)!.ShiftEv), shifts);
        Assert.True(shifts.Distinct().Count() == 8);
    }

    [Fact]
    public void Units_of_the_intensity_do_not_matter()
    {
        var mixtures = Mixtures.HeldOut(States, new(), 6);
        var fit = new MixtureFit(SimulatedReferences.Of(States), mixtures.Spectra.Axis);

        for (var i = 0; i < 6; i++)
        {
            var scaled = mixtures.Spectra[i].ToArray().Select(value => value * 0.001f).ToArray();
            var (one, other) = (fit.Fit(mixtures.Spectra[i], new Seed(2).Random()), fit.Fit(scaled, new Seed(2).Random()));

            Assert.Equal(one.Fractions[0], other.Fractions[0], 0.002);
            Assert.Equal(one.Upper[0] - one.Lower[0], other.Upper[0] - other.Lower[0], 0.002);
        }
    }

    [Fact]
    public void A_declared_axis_makes_position_count()
    {
        var conditions = new Conditions { Dose = 30 };
        var mixtures = PhantomMixtures.Make(new(["Fe2+", "Fe3+"], 30) { LargestShiftEv = 0, Conditions = conditions }, new Seed(3));
        var references = SimulatedReferences.Of(["Fe2+", "Fe3+"]);
        double Width(double? sd)
        {
            var fit = new MixtureFit(references, mixtures.Spectra.Axis, new() { ShiftSdEv = sd });
            return Enumerable.Range(0, 30).Average(i => fit.Fit(mixtures.Spectra[i], new Seed(4).Branch("", i).Random()).WidestInterval);
        }

        Assert.True(Width(0.1) < 0.8 * Width(null));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(5f)]
    public void A_spectrum_of_nothing_says_nothing(float level)
    {
        var axis = new EnergyAxis(600, 0.25, 320);
        var fit = new MixtureFit(SimulatedReferences.Of(States, ShapeVariation.None), axis);

        var estimate = fit.Fit(Enumerable.Repeat(level, axis.Count).ToArray(), new Seed(1).Random());

        Assert.All(estimate.Fractions, fraction => Assert.InRange(fraction, 0, 1));
        Assert.True(estimate.WidestInterval > 0.8, $"{estimate.WidestInterval}");
    }

    [Fact]
    public void An_axis_without_both_lines_is_refused() =>
        Assert.Contains("both white lines", Assert.Throws<BadInputException>(() => new MixtureFit(SimulatedReferences.Of(States, ShapeVariation.None), new(632, 0.1, 150))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mn2+")]
    [InlineData("Mn2+/Fe3+")]
    [InlineData("Mn2+/MnO")]
    public void States_that_cannot_be_mixed_are_refused(string states) =>
        Assert.Throws<BadInputException>(() => SimulatedReferences.Of(Mixtures.States(states)));
}

using Whiteline.Formats;
using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Fractions;

public sealed class ReferenceTests
{
    [Fact]
    public void Measured_references_tell_mixtures_of_what_they_were_measured_on()
    {
        string[] states = ["Mn2+", "Mn3+"];
        var conditions = new Conditions { Dose = 2000, Background = 0, RelativeThickness = 0.3 };
        var spectra = PhantomDataset.Make(new([new("Mn2+", 40), new("Mn3+", 40)]) { Conditions = conditions, Axis = new(628, 0.1, 380) }, new Seed(1));
        var mixtures = PhantomMixtures.Make(new(states, 100) { Conditions = conditions with { Dose = 500, ResolutionEv = 1 }, Axis = new(628, 0.1, 380), LargestShiftEv = 0.5 }, new Seed(2));

        var result = FractionAnalysis.Run(mixtures.Spectra, new(MeasuredReferences.Of(spectra)), new("mixtures", new Seed(3), 2));
        var score = Mixtures.Score(mixtures, result[FractionMethod.Mlls]!.Estimates);

        Assert.True(score.MeanError < 0.08, $"{score}");
        Assert.Contains("the given references", string.Join(' ', result.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_without_a_reference_is_refused()
    {
        var spectra = PhantomDataset.Make(new([new("Mn2+", 3), new("Mn3+", 3)]), new Seed(1));

        Assert.Contains("no spectrum of Mn4+", Assert.Throws<BadInputException>(() => MeasuredReferences.Of(spectra, ["Mn3+", "Mn4+"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ratio_says_that_it_cannot_tell_iron()
    {
        var axis = new EnergyAxis(660, 0.1, 850);

        Assert.Contains("Fe2+", new RatioFractions(SimulatedReferences.Of(["Fe2+", "Fe3+"]), axis).Refusal, StringComparison.Ordinal);
        Assert.Null(new RatioFractions(SimulatedReferences.Of(["Mn2+", "Mn4+"]), new(600, 0.1, 800)).Refusal);
    }

    [Fact]
    public void Shapes_hold_the_covariance_of_what_they_were_taken_from()
    {
        var random = new Seed(5).Random();
        double[] one = [1, 0, 2, 0], other = [0, 1, 0, -1];
        double[][] deviations = [.. Enumerable.Range(0, 400).Select(_ => (A: 2 * random.NextNormal(), B: 0.5 * random.NextNormal())).Select(draw => one.Zip(other, (a, b) => draw.A * a + draw.B * b).ToArray())];

        var shapes = ShapeComponents.Of(deviations, deviations, 5);

        Assert.Equal(2, shapes.Length);
        double Covariance(int i, int j) => shapes.Sum(shape => shape[i] * shape[j]);
        Assert.Equal(4, Covariance(0, 0), 0.9);
        Assert.Equal(8, Covariance(0, 2), 1.8);
        Assert.Equal(-0.25, Covariance(1, 3), 0.06);
    }

    [Fact]
    public void Literature_references_read_as_the_states_that_they_are()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var spectra = LabeledSpectraFile.Read(SharedData.PathOf("mn_l23_references.npz"));

        var result = FractionAnalysis.Run(spectra, new(SimulatedReferences.Of(["Mn2+", "Mn3+", "Mn4+"])), new("references", new Seed(0), 2));

        var errors = spectra.Labels.Select((label, i) => Math.Abs(result.Methods[0].Estimates[i]!.MeanValence - OxidationState.Parse(label)!.Valence)).ToArray();
        Assert.True(errors.Average() < 0.35, $"{errors.Average()}");
        Assert.True(errors.Count(error => error < 0.5) >= 20, $"{errors.Count(error => error < 0.5)}");
    }
}

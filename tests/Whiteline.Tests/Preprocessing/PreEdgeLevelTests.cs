using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

/// <summary>What stands under spectra that begin too near the edge for a power law to be fitted.</summary>
public sealed class PreEdgeLevelTests
{
    static readonly StepContext Context = new("my.csv", new Seed(1), 2);
    static readonly EnergyAxis Axis = new(634, 0.1, 300);
    static readonly PowerLawBackground Step = new(new(595, 631), BackgroundMode.IfPresent);

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    public void A_curve_drawn_above_another_comes_down_to_zero(double level)
    {
        var image = new Image(1, 2, Axis, [.. Edge(level), .. Edge(2 * level)]);

        var fitted = Step.Fit(image, Context);
        var after = fitted.Apply(SpectraPass.ReadBlock(image, 0, 2)).Intensity;

        Assert.True(fitted.Applied.Values["subtracted"]!.GetValue<bool>());
        Assert.Contains("does not reach the background window 595:631 eV; the level of each spectrum up to", fitted.Applied.Sentence, StringComparison.Ordinal);
        for (var c = 0; c < 300; c++)
        {
            Assert.Equal(Edge(0)[c], after[c], 0.01f);
            Assert.Equal(Edge(0)[c], after[300 + c], 0.01f);
        }
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(30, 3)]
    [InlineData(200, 3)]
    [InlineData(3, 3.6)]
    public void Counts_that_fall_off_are_continued_by_a_power_law(double height, double exponent)
    {
        float[] counts = [.. Edge(0).Select((value, c) => value + (float)(height * Math.Pow(Axis.EnergyAt(c) / 640, -exponent)))];
        var image = new Image(1, 1, Axis, counts);

        var fitted = Step.Fit(image, Context);
        var after = fitted.Apply(SpectraPass.ReadBlock(image, 0, 1)).Intensity;

        Assert.Contains("as a power law of exponent 3", fitted.Applied.Sentence, StringComparison.Ordinal);
        // The exponent of most edges lies between 2.5 and 4, and the way is short.
        for (var c = 0; c < 300; c++) Assert.Equal(Edge(0)[c], after[c], (float)(0.01 + 2e-5 * height + height * Math.Abs(exponent - 3) * 0.05));
    }

    [Fact]
    public void What_a_subtraction_left_stays()
    {
        foreach (var rest in new[] { -0.03, 0, 0.2 })
        {
            var image = new Image(1, 1, Axis, Edge(rest));

            var fitted = Step.Fit(image, Context);

            Assert.False(fitted.Applied.Values["subtracted"]!.GetValue<bool>());
            Assert.Equal(Edge(rest), fitted.Apply(SpectraPass.ReadBlock(image, 0, 1)).Intensity);
        }
    }

    [Fact]
    public void An_axis_that_begins_on_the_line_says_nothing_of_what_stands_under_it()
    {
        var axis = new EnergyAxis(641, 0.1, 200);
        var image = new Image(1, 1, axis, [.. Edge(2).Skip(70).Take(200)]);

        Assert.False(Step.Fit(image, Context).Applied.Values["subtracted"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("Mn", 635)]
    [InlineData("Fe", 702)]
    public void Models_that_come_with_the_program_answer_spectra_that_begin_near_their_edge(string element, double fromEv)
    {
        string[] states = element == "Mn" ? ["Mn2+", "Mn3+", "Mn4+"] : ["Fe2+", "Fe2.67+"];
        var data = PhantomDataset.Make(new([.. states.Select(state => KeyValuePair.Create(state, 30))]) { Axis = new(fromEv, 0.1, 280), Conditions = new() { Background = 3 } }, new Seed(9), 2);

        var prediction = new Prediction(BuiltInModels.Read(element), data, null, Context);
        var verdicts = prediction.ClassifyAll(Context);

        var answered = verdicts.Zip(data.Labels).Where(pair => pair.First.Abstained is null).ToArray();
        Assert.True(answered.Length >= 0.9 * data.Count, $"{answered.Length} of {data.Count}");
        Assert.True(answered.Count(pair => pair.First.Label == pair.Second) >= 0.95 * answered.Length);
        Assert.Contains(prediction.Findings(data), finding => finding.Contains("does not reach the background window", StringComparison.Ordinal) && finding.Contains("was subtracted", StringComparison.Ordinal));
    }

    // L3 of unit height at 642 eV, L2, and a continuum.
    static float[] Edge(double level) =>
        [.. Axis.Energies().Select(energy => (float)(level + Math.Exp(-Math.Pow((energy - 642) / 1.2, 2)) + 0.5 * Math.Exp(-Math.Pow((energy - 653) / 1.5, 2)) + 0.12 / (1 + Math.Exp((642 - energy) / 0.5))))];
}

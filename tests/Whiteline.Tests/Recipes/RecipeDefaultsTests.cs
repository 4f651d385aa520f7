using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;
using Whiteline.Tests.Preprocessing;

namespace Whiteline.Tests.Recipes;

public sealed class RecipeDefaultsTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Theory]
    [InlineData("mn_l23_references.npz", "mn2_measured.npz", true)]
    [InlineData("mn_l23_references.npz", "mn2_measured.npz", false)]
    [InlineData("mn_l23_references.npz", "mn_l23_references.npz", true)]
    public void What_was_made_for_the_references_prepares_measured_spectra(string training, string file, bool align)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var recipe = RecipeDefaults.For(MiniNpz.Read(SharedData.PathOf(training)), "Mn", new(AlignL3: align));

        var prepared = recipe.Prepare(MiniNpz.Read(SharedData.PathOf(file)), Context);

        Assert.Empty(recipe.Problems());
        Assert.Equal(recipe, RecipeJson.Read(RecipeJson.ToJson(recipe).ToJsonString(), "recipe"));
        Assert.All(prepared.ReadBlock(0, prepared.Count).Intensity, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_nanocube_is_prepared_by_the_recipe_of_spectra_without_background()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var recipe = RecipeDefaults.For(MiniNpz.Read(SharedData.PathOf("fe_l23_measured.npz")), "Fe");

        var prepared = recipe.Prepare(Nanocube.Read(), Context);

        Assert.True(prepared.Applied[0].Values["offsetEv"]!.GetValue<double>() > 7, prepared.Applied[0].Sentence);
        Assert.True(prepared.Applied[1].Values["subtracted"]!.GetValue<bool>());
        Assert.Equal(300, prepared.Axis.Count);
    }

    [Fact]
    public void Training_spectra_that_end_early_narrow_the_aligned_window_to_what_every_class_holds()
    {
        var spectra = PhantomDataset.Make(new([new("Mn2+", 20), new("Mn4+", 20)]), new Seed(7), 2);
        var channels = spectra.Axis.ChannelsIn(new(634, 656));
        var cut = new LabeledSpectra(spectra.Axis.Slice(channels), [.. Enumerable.Range(0, spectra.Count).SelectMany(i => spectra[i][channels].ToArray())], spectra.Labels);

        var recipe = RecipeDefaults.For(cut, "Mn", new(AlignL3: true)).Without<EnergyCalibration>();
        var align = recipe.Steps.OfType<Align>().Single();
        var found = align.Fit(cut, Context).Apply(SpectraPass.ReadBlock(cut, 0, cut.Count)).ShiftsEv.Select(shift => align.AnchorEv - shift).ToArray();

        Assert.InRange(found[..20].Average(), 639.5, 641.5);
        Assert.InRange(found[20..].Average(), 642.5, 644.5);
        // 7 eV below the line and 17 eV beyond it are usual; Mn2+ is cut off below, Mn4+ beyond.
        Assert.InRange(align.Keep.WidthEv, 17, 20.5);
        Assert.Equal(cut.Count, recipe.Prepare(cut, Context).ReadBlock(0, cut.Count).Count);
    }

    [Fact]
    public void An_element_without_an_edge_is_refused_by_name()
    {
        var dataset = new LabeledSpectra(new(700, 0.1, 300), new float[300], ["Fe2+"]);

        Assert.Contains("'Xx'", Assert.Throws<BadInputException>(() => RecipeDefaults.For(dataset, "Xx")).Message, StringComparison.Ordinal);
    }
}

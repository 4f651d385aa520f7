using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

/// <summary>What a recipe makes of some pixels, while it is written.</summary>
public sealed class RecipePreviewTests
{
    static readonly StepContext Context = new("phantom", new(0));

    static SpectrumImage Image { get; } = PhantomImage.Make(new PhantomImageOptions { Rows = 8, Columns = 8 }, new Seed(2)).Image;

    [Fact]
    public void Without_steps_the_spectra_are_shown_as_they_are()
    {
        var raw = new float[Image.Axis.Count];
        Image.Read(8 * 3 + 4, 1, raw);

        var preview = RecipePreview.Of(Image, new(), new(3, 4), Context);

        Assert.Equal(raw, preview.Raw.Intensity);
        Assert.Equal(raw, preview.Prepared.Intensity);
        Assert.Null(preview.Background);
        Assert.Empty(preview.Applied);
    }

    [Fact]
    public void The_background_is_what_the_step_takes_off()
    {
        var recipe = new Recipe(new EnergyCalibration(CalibrationMode.Offset, 2), new PowerLawBackground(new(655, 699)));

        var preview = RecipePreview.Of(Image, recipe, new(4, 4), Context);

        Assert.Equal(Image.Axis.OffsetEv + 2, preview.Raw.Axis.OffsetEv);
        for (var c = 0; c < preview.Raw.Intensity.Length; c += 50)
            Assert.Equal(preview.Prepared.Intensity[c], preview.Raw.Intensity[c] - preview.Background!.Intensity[c], 2);
        Assert.Equal(2, preview.Applied.Count);
    }

    [Fact]
    public void Several_pixels_are_shown_by_their_mean()
    {
        float[] first = new float[Image.Axis.Count], second = new float[Image.Axis.Count];
        Image.Read(0, 1, first);
        Image.Read(1, 1, second);

        var preview = RecipePreview.Of(Image, new(), new(0, 0, 1, 2), Context);

        Assert.Equal(first.Zip(second, (a, b) => (float)(((double)a + b) / 2)), preview.Raw.Intensity);
    }

    [Fact]
    public void A_wrong_recipe_is_refused_with_its_reason()
    {
        var recipe = new Recipe(new Normalisation(), new PowerLawBackground(new(655, 699)));

        var refusal = Assert.Throws<BadInputException>(() => RecipePreview.Of(Image, recipe, new(0, 0), Context));

        Assert.Contains("normalisation comes last", refusal.Message, StringComparison.Ordinal);
    }
}

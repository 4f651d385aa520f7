using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>What a recipe makes of some pixels of an image and of its mean, to be shown while the recipe is written.</summary>
/// <param name="Raw">Mean of the pixels on the calibrated axis, spikes removed.</param>
/// <param name="Background">The background taken off them, or null when none was.</param>
/// <param name="Prepared">Mean of the pixels after the whole recipe.</param>
/// <param name="RawMean">Mean of the image, as <paramref name="Raw"/>.</param>
/// <param name="PreparedMean">Mean of the image after the whole recipe.</param>
/// <param name="Applied">What each step did, in order.</param>
public sealed record RecipePreview(
    NamedSpectrum Raw, NamedSpectrum? Background, NamedSpectrum Prepared, NamedSpectrum RawMean, NamedSpectrum PreparedMean, IReadOnlyList<AppliedStep> Applied)
{
    /// <summary>Fits a recipe to an image and applies it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="recipe">The recipe; may be empty.</param>
    /// <param name="region">The pixels to be shown.</param>
    /// <param name="context">Name of the file for messages, threads, cancellation.</param>
    /// <exception cref="BadInputException">The recipe is wrong or does not suit the image; says why.</exception>
    public static RecipePreview Of(SpectrumImage image, Recipe recipe, PixelRegion region, StepContext context)
    {
        var prepared = recipe.Prepare(image, context);
        // What leaves the counts as they are.
        var raw = recipe.Steps.TakeWhile(step => step is EnergyCalibration or SpikeRemoval).Count();
        var pixels = region.ClippedTo(image.Rows, image.Columns).Indices(image.Columns).ToArray();
        var shown = MeanOf("chosen", prepared.Stage(raw), pixels);
        var at = prepared.StepsBefore("power-law-background");
        NamedSpectrum? background = null;
        if (at < prepared.StepCount && prepared.Applied[at].Values["subtracted"]?.GetValue<bool>() == true)
        {
            var (before, after) = (MeanOf("before", prepared.Stage(at), pixels), MeanOf("after", prepared.Stage(at + 1), pixels));
            background = new("background", before.Axis, [.. before.Intensity.Zip(after.Intensity, (counts, net) => counts - net)]);
        }
        return new(shown, background, MeanOf("chosen", prepared, pixels), MeanOf(prepared.Stage(raw), context), MeanOf(prepared, context), prepared.Applied);
    }

    static NamedSpectrum MeanOf(PreparedSpectra spectra, StepContext context) =>
        new("mean of all", spectra.Axis, [.. MeanSpectrum.Of(spectra, context).Intensity.Select(value => (float)value)]);

    static NamedSpectrum MeanOf(string name, PreparedSpectra spectra, int[] pixels)
    {
        var sum = new double[spectra.Axis.Count];
        foreach (var pixel in pixels)
        {
            var block = spectra.ReadBlock(pixel, 1);
            for (var c = 0; c < sum.Length; c++) sum[c] += block.Intensity[c];
        }
        return new(name, spectra.Axis, [.. sum.Select(value => (float)(value / pixels.Length))]);
    }
}

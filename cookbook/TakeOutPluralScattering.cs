using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Cookbook;

public sealed class TakeOutPluralScattering
{
    [Fact]
    public void Take_plural_scattering_out_by_the_low_loss()
    {
        var options = new PhantomImageOptions(PhantomKind.Gradient) { Rows = 8, Columns = 8, Conditions = new() { Dose = 5000, RelativeThickness = 0.8 } };
        var (image, low) = (PhantomImage.Make(options, new Seed(1)).Image, PhantomLowLoss.Make(options, new Seed(1)));

        // Recipe: take-out-plural-scattering.md
        var recipe = new Recipe(new PowerLawBackground(new(600, 635)), new Deconvolution(600));
        var context = new StepContext("film.dm4", new Seed(0), Threads: 2) { LowLoss = low };
        var prepared = recipe.Prepare(image, context);
        foreach (var step in prepared.Applied) Console.WriteLine(step.Sentence);
        var thickness = PluralScattering.Of(low, context).RelativeThickness;
        for (var pixel = 0; pixel < prepared.Count; pixel++)
        {
            float[] spectrum = prepared.ReadBlock(pixel, 1).Intensity;
            if (WhiteLines.Find(prepared.Axis, spectrum, Edge.MnL23, 641.5) is { } lines)
                Console.WriteLine($"pixel {pixel}: t/λ {thickness[pixel]:0.00}, L3/L2 {WhiteLineRatio.Of(prepared.Axis, spectrum, lines):0.00}");
        }
        // End of recipe

        Assert.All(thickness, one => Assert.Equal(0.8, one, 0.05));
        var mean = MeanSpectrum.Of(prepared, context).Intensity.Select(value => (float)value).ToArray();
        Assert.InRange(WhiteLineRatio.Of(prepared.Axis, mean, WhiteLines.Find(prepared.Axis, mean, Edge.MnL23, 641.5)!)!.Value, 1.5, 4.5);
    }
}

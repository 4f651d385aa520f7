using System.Text.Json;
using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Plural scattering taken out against HyperSpy's Fourier-ratio deconvolution and thickness on the same spectra. Skipped where the system's Python has no HyperSpy.</summary>
public sealed class DeconvolutionAgainstHyperSpyTests
{
    const double FromEv = 600, ToEv = 635;
    const double ResolutionEv = 0.8;

    // Its extrapolations fit a power law to noise, and fail; the spectra end at nothing anyway.
    const string FourierRatio = """
        import json, sys, warnings
        warnings.filterwarnings("ignore")
        import hyperspy.api as hs
        hs.set_log_level("ERROR")
        core, low = hs.load(sys.argv[1]), hs.load(sys.argv[2])
        core.set_signal_type("EELS"); low.set_signal_type("EELS")
        core = core.remove_background((600., 635.), background_type="PowerLaw", fast=True, show_progressbar=False).isig[600.:]
        ratio = core.fourier_ratio_deconvolution(low, fwhm=0.8, extrapolate_lowloss=False, extrapolate_coreloss=False)
        threshold = low.estimate_elastic_scattering_threshold(window=10.)
        print(json.dumps({"spectra": ratio.data.reshape(-1, ratio.data.shape[-1]).tolist(), "thickness": low.estimate_thickness(threshold).data.ravel().tolist()}))
        """;

    [Fact]
    public async Task The_edge_the_thickness_and_the_noise_are_as_good_as_HyperSpy_s()
    {
        using var folder = new TemporaryFolder();
        var options = Options(0.8);
        var (thick, low) = (PhantomImage.Make(options, new Seed(2)), PhantomLowLoss.Make(options, new Seed(2)));
        new HspyFormat().Write(folder.File("thick.hspy"), [thick.ToSignal()], TestContext.Current.CancellationToken);
        new HspyFormat().Write(folder.File("low.hspy"), [low.ToSignal()], TestContext.Current.CancellationToken);

        var answer = JsonDocument.Parse(LastLine(await SystemPython.Ask(FourierRatio, folder.File("thick.hspy"), folder.File("low.hspy")))).RootElement;
        var context = new StepContext("thick.hspy", new Seed(0), 2) { LowLoss = low };
        var recipe = new Recipe(new PowerLawBackground(new(FromEv, ToEv)), new Deconvolution(FromEv), new Crop(new(FromEv, options.Axis.LastEv)));
        var ours = recipe.Prepare(thick.Image, context);
        var thin = recipe.Prepare(PhantomImage.Make(Options(0) with { Conditions = Options(0).Conditions with { Dose = 1e8, ReadoutNoise = 0, FixedPattern = 0 } }, new Seed(2)).Image, context with { LowLoss = PhantomLowLoss.Make(Options(0), new Seed(2)) });

        var theirs = answer.GetProperty("spectra").EnumerateArray().Select(spectrum => spectrum.EnumerateArray().Select(value => value.GetDouble()).ToArray()).ToArray();
        var (our, their) = (0.0, 0.0);
        for (var pixel = 0; pixel < theirs.Length; pixel++)
        {
            double[] truth = [.. thin.ReadBlock(pixel, 1).Intensity.Select(value => (double)value)];
            our += Apart(ours.Axis.Energies(), [.. ours.ReadBlock(pixel, 1).Intensity.Select(value => (double)value)], truth);
            their += Apart(ours.Axis.Energies(), theirs[pixel], truth);
        }
        Assert.True(our <= 1.02 * their, $"{our / theirs.Length:0.0000} of L3 from the single scattering, HyperSpy {their / theirs.Length:0.0000}");
        var thickness = PluralScattering.Of(low, context).RelativeThickness;
        foreach (var (one, other) in thickness.Zip(answer.GetProperty("thickness").EnumerateArray())) Assert.Equal(other.GetDouble(), one, 0.02);
    }

    static PhantomImageOptions Options(double thickness) => new(PhantomKind.Gradient)
    {
        Rows = 4,
        Columns = 6,
        DriftEv = 0,
        Variation = ShapeVariation.None,
        Conditions = new() { Dose = 2000, RelativeThickness = thickness, ResolutionEv = ResolutionEv },
    };

    // Root mean square over the edge, as a part of L3, at the scale that suits it best: HyperSpy's counts are per eV.
    static double Apart(double[] energies, double[] found, double[] truth)
    {
        int[] edge = [.. Enumerable.Range(0, energies.Length).Where(c => energies[c] is > 636 and < 700)];
        var scale = edge.Sum(c => found[c] * truth[c]) / edge.Sum(c => found[c] * found[c]);
        return Math.Sqrt(edge.Average(c => Math.Pow(scale * found[c] - truth[c], 2))) / truth.Max();
    }

    static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}

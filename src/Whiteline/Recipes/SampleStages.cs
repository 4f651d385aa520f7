using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>One pixel on its way through the recipe, to be shown.</summary>
static class SampleStages
{
    const string Background = "power-law-background";

    /// <summary>As acquired (energies calibrated), after the background where one was removed, after plural scattering where it was taken out, and after the whole recipe.</summary>
    public static IReadOnlyList<NamedSpectrum> Of(PreparedSpectra prepared, int pixel, out NamedSpectrum? background)
    {
        var before = prepared.StepsBefore(Background);
        var subtracted = before < prepared.StepCount && prepared.Applied[before].Values["subtracted"]?.GetValue<bool>() == true;
        var raw = Stage(prepared, pixel, before < prepared.StepCount ? before : prepared.StepsBefore("resample"), "as acquired");
        background = null;
        List<NamedSpectrum> stages = [raw];
        if (subtracted)
        {
            var net = Stage(prepared, pixel, before + 1, "background removed");
            background = new("background", net.Axis, [.. raw.Intensity.Zip(net.Intensity, (counts, rest) => counts - rest)]);
            stages.Add(net);
        }
        if (prepared.StepsBefore(Deconvolution.StepName) is var at && at < prepared.StepCount) stages.Add(Stage(prepared, pixel, at + 1, "plural scattering taken out"));
        stages.Add(Stage(prepared, pixel, prepared.StepCount, "as classified"));
        return stages;
    }

    static NamedSpectrum Stage(PreparedSpectra prepared, int pixel, int steps, string name)
    {
        var block = prepared.Stage(steps).ReadBlock(pixel, 1);
        return new(name, block.Axis.ShiftedBy(block.ShiftsEv[0]), block.Intensity);
    }
}

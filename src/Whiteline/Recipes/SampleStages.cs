using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>One pixel on its way through the recipe, to be shown.</summary>
static class SampleStages
{
    /// <summary>Raw (energies calibrated), after the background where one was removed, and after the whole recipe.</summary>
    public static IReadOnlyList<NamedSpectrum> Of(Prediction prediction, int pixel, out NamedSpectrum? background)
    {
        var stages = new List<NamedSpectrum>();
        NamedSpectrum? fitted = null;
        var steps = prediction.Prepared.Steps;
        prediction.Prepared.Prepare(pixel, 1, (step, block) =>
        {
            var next = step < steps.Count ? steps[step].Applied : null;
            var previous = step > 0 ? steps[step - 1].Applied : null;
            if (next is { Name: "background" }) stages.Add(Copy("as acquired", block));
            if (previous is { Name: "background" } && previous.Values["subtracted"]?.GetValue<bool>() != false)
            {
                var after = Copy("background removed", block);
                fitted = new("background", after.Axis, [.. stages[^1].Intensity.Zip(after.Intensity, (raw, net) => raw - net)]);
                stages.Add(after);
            }
            if (next is null)
            {
                if (stages.Count == 0) stages.Add(Copy("as acquired", block));
                stages.Add(Copy("as classified", block));
            }
        });
        background = fitted;
        return stages;
    }

    static NamedSpectrum Copy(string name, SpectrumBlock block) =>
        new(name, block.Axis.ShiftedBy(block.ShiftsEv[0]), block[0].ToArray());
}

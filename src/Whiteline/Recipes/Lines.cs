using Whiteline.Preprocessing;

namespace Whiteline.Recipes;

/// <summary>Where L3 lies in spectra that a recipe has prepared.</summary>
static class Lines
{
    /// <summary>Energies on the model's axis, eV: that on which the recipe aligns, or those of the classes; none without a known edge.</summary>
    public static double[] Of(Recipe recipe, IReadOnlyDictionary<string, double> positionsEv) =>
        recipe.Steps.OfType<Align>().FirstOrDefault() is { } align ? [align.AnchorEv] : [.. positionsEv.Values];
}

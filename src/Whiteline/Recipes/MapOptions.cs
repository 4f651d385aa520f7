using Whiteline.Maps;
using Whiteline.Provenance;

namespace Whiteline.Recipes;

/// <summary>How a map is made.</summary>
/// <param name="Inputs">The files it is made from, for the run record.</param>
/// <param name="Command">The command line, for the run record.</param>
public sealed record MapOptions(IReadOnlyList<InputFile> Inputs, string Command)
{
    /// <summary>What is known of the energy axis: probabilities are averaged over its uncertainty; null to let the recipe judge the axis.</summary>
    public KnownAxis? Axis { get; init; }

    /// <summary>How often a label may be wrong; pixels that a model with label sets cannot name one state for at this rate are masked. Null for no such rate.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Whether it is found how far the axis may be off before the label of each pixel changes.</summary>
    public bool Survival { get; init; }

    /// <summary>When a pixel has too little signal.</summary>
    public SignalMaskOptions Mask { get; init; } = new();
}

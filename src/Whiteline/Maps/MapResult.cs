using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Maps;

/// <summary>A map with what a reader needs to believe it.</summary>
/// <param name="Map">The verdicts.</param>
/// <param name="ClassMeans">Mean prepared spectrum (before normalisation) of the pixels of each class that has any, named by its label.</param>
/// <param name="SampleStages">One sample pixel as it went through the recipe: raw, after background, after the whole recipe.</param>
/// <param name="SampleBackground">The background fitted to the sample pixel, on its raw axis, or null when none was fitted.</param>
/// <param name="Findings">What the reader must know, a sentence each, such as that the energy axis read 8 eV low and what was done.</param>
/// <param name="Run">How the map was made.</param>
public sealed record MapResult(
    OxidationMap Map,
    IReadOnlyList<NamedSpectrum> ClassMeans,
    IReadOnlyList<NamedSpectrum> SampleStages,
    NamedSpectrum? SampleBackground,
    IReadOnlyList<string> Findings,
    RunRecord Run);

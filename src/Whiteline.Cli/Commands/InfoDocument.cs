using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>What <c>whiteline info --json</c> prints. The property names are the JSON keys: scripts rely on them.</summary>
sealed record InfoDocument(string File, string Format, IReadOnlyList<SignalInfo> Signals, DatasetInfo? Dataset);

/// <summary>One signal of a file.</summary>
/// <param name="Title">Empty when the file has none.</param>
/// <param name="Kind"><c>spectrum</c>, <c>spectrumImage</c> or <c>image</c>.</param>
/// <param name="Shape">C order: rows, columns, channels.</param>
/// <param name="DataType">NumPy's name of the stored type.</param>
/// <param name="EnergyAxis">Null for an image.</param>
/// <param name="NavigationAxes">For an image, all axes.</param>
/// <param name="SpectrumNames">One per spectrum, or null when the file gives none.</param>
/// <param name="Intensity">Null for complex and boolean samples, and for a refused type.</param>
/// <param name="Metadata">What is not known is null.</param>
/// <param name="Warnings">What a user should know about the file.</param>
/// <param name="Refusal">Why the samples cannot be read, or null.</param>
sealed record SignalInfo(
    string Title,
    SignalKind Kind,
    IReadOnlyList<int> Shape,
    string DataType,
    EnergyAxisInfo? EnergyAxis,
    IReadOnlyList<SignalAxis> NavigationAxes,
    IReadOnlyList<string>? SpectrumNames,
    IntensitySummary? Intensity,
    AcquisitionMetadata Metadata,
    IReadOnlyList<string> Warnings,
    string? Refusal);

/// <summary>The spectral axis, as stored.</summary>
sealed record EnergyAxisInfo(double Offset, double Scale, int Size, string? Units);

/// <summary>What a labelled dataset holds.</summary>
/// <param name="Spectra">Number of spectra.</param>
/// <param name="Labels">Spectra per label.</param>
/// <param name="Groups">Spectra per group (specimen, image or source), or null when the file names none.</param>
/// <param name="EnergyAxis">The axis that all spectra share, eV.</param>
/// <param name="Synthetic">Number of spectra that a generator made.</param>
sealed record DatasetInfo(int Spectra, IReadOnlyDictionary<string, int> Labels, IReadOnlyDictionary<string, int>? Groups, EnergyAxisInfo EnergyAxis, int Synthetic)
{
    /// <summary>Counts the spectra of a dataset.</summary>
    public static DatasetInfo Of(LabeledSpectra spectra) => new(
        spectra.Count,
        Counts(spectra.Labels),
        spectra.Groups is { } groups ? Counts(groups) : null,
        new(spectra.Axis.OffsetEv, spectra.Axis.DispersionEv, spectra.Axis.Count, "eV"),
        spectra.SyntheticCount);

    static OrderedDictionary<string, int> Counts(IEnumerable<string> names) =>
        new(names.CountBy(name => name).OrderBy(pair => pair.Key, StringComparer.Ordinal));
}

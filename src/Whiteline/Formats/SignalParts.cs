using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>What a signal may tell besides its samples.</summary>
[Flags]
public enum SignalParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Offset, scale and units of the spectral axis.</summary>
    SpectralAxis = 1,

    /// <summary>Offsets, scales and units of the other axes: the size of a pixel.</summary>
    PixelSizes = 2,

    /// <summary>How it was acquired.</summary>
    Acquisition = 4,

    /// <summary>Names of its spectra.</summary>
    SpectrumNames = 8,
}

/// <summary>What a signal tells, and how a person calls it.</summary>
public static class SignalPartsExtensions
{
    /// <summary>What the signal tells besides its samples.</summary>
    public static SignalParts Parts(this Signal signal)
    {
        var isSpectral = signal.Kind != SignalKind.Image;
        var parts = SignalParts.None;
        if (isSpectral && IsCalibrated(signal.Axes[^1])) parts |= SignalParts.SpectralAxis;
        if (signal.Axes.SkipLast(isSpectral ? 1 : 0).Any(IsCalibrated)) parts |= SignalParts.PixelSizes;
        // The type is set for whatever has an energy axis, and nobody entered it.
        if (signal.Metadata with { SignalType = null } != AcquisitionMetadata.Unknown) parts |= SignalParts.Acquisition;
        if (signal.SpectrumNames is not null) parts |= SignalParts.SpectrumNames;
        return parts;
    }

    /// <summary>What a message calls the signal.</summary>
    internal static string Called(this Signal signal) => signal.Title.Length > 0 ? $"'{signal.Title}'" : "the signal";

    /// <summary>The parts as what a sentence denies: "pixel sizes or acquisition data".</summary>
    public static string InWords(this SignalParts parts) =>
        Words(parts).ToArray() is [.. { Length: > 0 } first, var last] ? $"{string.Join(", ", first)} or {last}" : string.Concat(Words(parts));

    static IEnumerable<string> Words(SignalParts parts)
    {
        if (parts.HasFlag(SignalParts.SpectralAxis)) yield return "energy axis";
        if (parts.HasFlag(SignalParts.PixelSizes)) yield return "pixel sizes";
        if (parts.HasFlag(SignalParts.Acquisition)) yield return "acquisition data";
        if (parts.HasFlag(SignalParts.SpectrumNames)) yield return "names of spectra";
    }

    static bool IsCalibrated(SignalAxis axis) => axis.Offset != 0 || axis.Scale != 1 || SpectralUnits.AreGiven(axis.Units);
}

using System.Globalization;
using Whiteline.Spectra;

namespace Whiteline.Web.Components.Parts;

/// <summary>What a file says about its acquisition, as names and values with units.</summary>
static class MetadataTable
{
    /// <summary>Only what the file says.</summary>
    public static List<(string Name, string Value)> Of(Signal signal)
    {
        var data = signal.Metadata;
        (string Name, string? Value)[] all =
        [
            ("Title", signal.Title), ("Specimen", data.Specimen), ("Microscope", data.Microscope), ("Spectrometer", data.Spectrometer), ("Mode", data.AcquisitionMode),
            ("Beam energy", With(data.BeamEnergyKv, "kV")), ("Beam current", With(data.BeamCurrentNa, "nA")),
            ("Convergence semi-angle", With(data.ConvergenceAngleMrad, "mrad")), ("Collection semi-angle", With(data.CollectionAngleMrad, "mrad")),
            ("Exposure", With(data.ExposureSeconds, "s")), ("Dwell time", With(data.DwellSeconds, "s")), ("Frames", data.Frames?.ToString(CultureInfo.InvariantCulture)),
            ("Aperture", With(data.ApertureMm, "mm")), ("Camera length", With(data.CameraLengthMm, "mm")), ("Magnification", With(data.Magnification, "×")),
            ("Tilt α", With(data.TiltAlphaDegrees, "°")), ("Tilt β", With(data.TiltBetaDegrees, "°")),
            ("Date", data.AcquisitionDate), ("Operator", data.Operator), ("Signal", data.SignalType), ("Intensity", data.IntensityUnits),
        ];
        return [.. all.Where(row => !string.IsNullOrWhiteSpace(row.Value)).Select(row => (row.Name, row.Value!))];
    }

    static string? With(double? value, string unit) => value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:G6} {unit}") : null;
}

using PureHDF;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>
/// How a signal was acquired, out of HyperSpy's metadata: <c>metadata</c> since version 1.2 of its files, <c>mapped_parameters</c> before.
/// </summary>
static class HspyMetadata
{
    public static AcquisitionMetadata Read(IH5Group experiment)
    {
        var tree = experiment.FindGroup("metadata");
        var old = experiment.FindGroup("mapped_parameters");
        var microscope = tree.FindGroup("Acquisition_instrument", "TEM") ?? tree.FindGroup("TEM") ?? old.FindGroup("TEM");
        var spectrometer = microscope.FindGroup("Detector", "EELS") ?? microscope.FindGroup("EELS");
        var (general, stage) = (tree.FindGroup("General"), microscope.FindGroup("Stage"));
        return new()
        {
            BeamEnergyKv = microscope.Positive("beam_energy"),
            BeamCurrentNa = microscope.Positive("beam_current"),
            ConvergenceAngleMrad = microscope.Positive("convergence_angle"),
            CollectionAngleMrad = spectrometer.Positive("collection_angle"),
            ExposureSeconds = Seconds(spectrometer, "exposure"),
            DwellSeconds = Seconds(spectrometer, "dwell_time") ?? Seconds(microscope, "dwell_time"),
            Frames = spectrometer.Number("frame_number") is { } frames and >= 1 and <= int.MaxValue ? (int)frames : null,
            ApertureMm = spectrometer.Positive("aperture_size"),
            CameraLengthMm = microscope.Positive("camera_length"),
            Magnification = microscope.Positive("magnification"),
            Microscope = microscope.Filled("microscope"),
            Spectrometer = spectrometer.Filled("spectrometer"),
            AcquisitionMode = microscope.Filled("acquisition_mode"),
            TiltAlphaDegrees = stage.Number("tilt_alpha") ?? microscope.Number("tilt_stage"),
            TiltBetaDegrees = stage.Number("tilt_beta"),
            AcquisitionDate = general.Filled("date") is { } date ? general.Filled("time") is { } time ? $"{date} {time}" : date : null,
            Operator = general.Filled("authors"),
            Specimen = tree.FindGroup("Sample").Filled("description"),
            SignalType = tree.FindGroup("Signal").Filled("signal_type") ?? old.Filled("signal_type"),
            IntensityUnits = tree.FindGroup("Signal").Filled("quantity"),
        };
    }

    // HyperSpy counts in seconds; what it took over from a file in milliseconds says so in a second entry.
    static double? Seconds(IH5Group? group, string name) => group.Positive(name) * (group.Text(name + "_units") == "ms" ? 1e-3 : 1);

    // A 0 of what cannot be 0 means that nobody entered it.
    static double? Positive(this IH5Group? group, string name) => group.Number(name) is { } number and > 0 ? number : null;

    static string? Filled(this IH5Group? group, string name) => group.Text(name) is { Length: > 0 } text ? text : null;
}

using PureHDF;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>The metadata of a signal as the tree of groups that HyperSpy reads.</summary>
static class HspyMetadataTree
{
    public static H5Group Of(Signal signal)
    {
        var data = signal.Metadata;
        var isEnergyLoss = signal.Kind != SignalKind.Image && !SpectralUnits.AreOther(signal.Axes[^1].Units);
        return new()
        {
            ["General"] = With(("title", signal.Title), ("date", data.AcquisitionDate), ("authors", data.Operator)),
            ["Signal"] = With(("signal_type", data.SignalType ?? (isEnergyLoss ? "EELS" : "")), ("quantity", data.IntensityUnits)),
            ["Sample"] = With(("description", data.Specimen)),
            ["Acquisition_instrument"] = new H5Group { ["TEM"] = Microscope(data) },
        };
    }

    static H5Group Microscope(AcquisitionMetadata data)
    {
        var microscope = With(
            ("beam_energy", data.BeamEnergyKv), ("beam_current", data.BeamCurrentNa), ("convergence_angle", data.ConvergenceAngleMrad),
            ("camera_length", data.CameraLengthMm), ("magnification", data.Magnification), ("microscope", data.Microscope), ("acquisition_mode", data.AcquisitionMode));
        microscope["Stage"] = With(("tilt_alpha", data.TiltAlphaDegrees), ("tilt_beta", data.TiltBetaDegrees));
        microscope["Detector"] = new H5Group
        {
            ["EELS"] = With(
                ("collection_angle", data.CollectionAngleMrad), ("exposure", data.ExposureSeconds), ("dwell_time", data.DwellSeconds),
                ("frame_number", (long?)data.Frames), ("aperture_size", data.ApertureMm), ("spectrometer", data.Spectrometer)),
        };
        return microscope;
    }

    static H5Group With(params ReadOnlySpan<(string Name, object? Value)> entries)
    {
        H5Group group = [];
        foreach (var (name, value) in entries)
            if (value is not null) group.Attributes[name] = value;
        return group;
    }
}

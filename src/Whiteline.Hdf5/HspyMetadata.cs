using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>HyperSpy's metadata tree as acquisition metadata. Units are HyperSpy's: kV, mrad, s, nA, mm, degrees.</summary>
static class HspyMetadata
{
    public static AcquisitionMetadata Of(HspyNode metadata)
    {
        var tem = metadata.Below("Acquisition_instrument").Below("TEM");
        var detector = tem.Below("Detector");
        // Until format version 1.1 the spectrometer's values lay one level higher.
        var eels = detector.Below("EELS") is var below && below.Number("collection_angle") is not null ? below : detector;
        return new()
        {
            BeamEnergyKv = Positive(tem.Number("beam_energy")),
            BeamCurrentNa = Positive(tem.Number("beam_current")),
            ConvergenceAngleMrad = Positive(tem.Number("convergence_angle")),
            CollectionAngleMrad = Positive(eels.Number("collection_angle")),
            ExposureSeconds = Positive(eels.Number("exposure")),
            DwellSeconds = Positive(eels.Number("dwell_time")) is { } dwell ? eels.Text("dwell_time_units") == "ms" ? dwell / 1000 : dwell : null,
            Frames = Positive(eels.Number("frame_number")) is { } frames and < int.MaxValue ? (int)frames : null,
            ApertureMm = Positive(eels.Number("aperture_size")),
            CameraLengthMm = Positive(tem.Number("camera_length")),
            Magnification = Positive(tem.Number("magnification")),
            Microscope = tem.Text("microscope"),
            Spectrometer = eels.Text("spectrometer"),
            AcquisitionMode = tem.Text("acquisition_mode"),
            TiltAlphaDegrees = tem.Below("Stage").Number("tilt_alpha"),
            TiltBetaDegrees = tem.Below("Stage").Number("tilt_beta"),
            AcquisitionDate = metadata.Text("General", "date"),
            SignalType = metadata.Text("Signal", "signal_type") is { Length: > 0 } type ? type : null,
            IntensityUnits = metadata.Text("Signal", "quantity"),
        };
    }

    // A stored zero of a quantity that cannot be zero means that it was not recorded.
    static double? Positive(double? value) => value is > 0 ? value : null;
}

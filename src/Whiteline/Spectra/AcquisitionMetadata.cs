namespace Whiteline.Spectra;

/// <summary>How a signal was acquired. What the file does not say is null, never 0.</summary>
public sealed record AcquisitionMetadata
{
    /// <summary>Nothing known.</summary>
    public static AcquisitionMetadata Unknown { get; } = new();

    /// <summary>Accelerating voltage, kV.</summary>
    public double? BeamEnergyKv { get; init; }
    /// <summary>Probe current, nA.</summary>
    public double? BeamCurrentNa { get; init; }
    /// <summary>Convergence semi-angle, mrad.</summary>
    public double? ConvergenceAngleMrad { get; init; }
    /// <summary>Collection semi-angle, mrad.</summary>
    public double? CollectionAngleMrad { get; init; }
    /// <summary>Exposure of one frame, s.</summary>
    public double? ExposureSeconds { get; init; }
    /// <summary>Dwell time per position, s.</summary>
    public double? DwellSeconds { get; init; }
    /// <summary>Frames summed.</summary>
    public int? Frames { get; init; }
    /// <summary>Spectrometer entrance aperture, mm.</summary>
    public double? ApertureMm { get; init; }
    /// <summary>Camera length, mm.</summary>
    public double? CameraLengthMm { get; init; }
    /// <summary>Magnification.</summary>
    public double? Magnification { get; init; }
    /// <summary>The microscope's name.</summary>
    public string? Microscope { get; init; }
    /// <summary>The spectrometer's name.</summary>
    public string? Spectrometer { get; init; }
    /// <summary>Operating mode, such as STEM.</summary>
    public string? AcquisitionMode { get; init; }
    /// <summary>Stage tilt α, degrees.</summary>
    public double? TiltAlphaDegrees { get; init; }
    /// <summary>Stage tilt β, degrees.</summary>
    public double? TiltBetaDegrees { get; init; }
    /// <summary>Date as the file gives it.</summary>
    public string? AcquisitionDate { get; init; }
    /// <summary>Who acquired it.</summary>
    public string? Operator { get; init; }
    /// <summary>What was in the microscope.</summary>
    public string? Specimen { get; init; }
    /// <summary>The field's name of the signal, such as EELS.</summary>
    public string? SignalType { get; init; }
    /// <summary>What the intensities count (<c>e-</c>, <c>counts</c>), as stored.</summary>
    public string? IntensityUnits { get; init; }
}

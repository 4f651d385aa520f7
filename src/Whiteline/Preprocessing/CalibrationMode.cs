namespace Whiteline.Preprocessing;

/// <summary>How the energy axis is calibrated.</summary>
public enum CalibrationMode
{
    /// <summary>The axis is taken as written.</summary>
    None,

    /// <summary>A given offset is added.</summary>
    Offset,

    /// <summary>The zero-loss peak of a low-loss partner, pixel by pixel, is moved to 0 eV.</summary>
    ZeroLoss,

    /// <summary>The mean spectrum is compared with the references; the axis is moved when it is off by more than chemistry can explain.</summary>
    Auto,
}

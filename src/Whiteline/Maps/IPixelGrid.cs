using Whiteline.Spectra;

namespace Whiteline.Maps;

/// <summary>Pixels in rows and columns with their calibrations: what every map has, whatever it says about a pixel.</summary>
public interface IPixelGrid
{
    /// <summary>Rows.</summary>
    int Rows { get; }

    /// <summary>Columns.</summary>
    int Columns { get; }

    /// <summary>Calibrated row axis, or null when unknown.</summary>
    SignalAxis? RowAxis { get; }

    /// <summary>Calibrated column axis, or null when unknown.</summary>
    SignalAxis? ColumnAxis { get; }
}

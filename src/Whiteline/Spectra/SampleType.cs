namespace Whiteline.Spectra;

/// <summary>The type in which a file stores its samples; the names are NumPy's, in lower case.</summary>
public enum SampleType
{
    /// <summary>One byte, zero or not.</summary>
    Bool,
    /// <summary>Signed, 8 bits.</summary>
    Int8,
    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,
    /// <summary>Signed, 16 bits.</summary>
    Int16,
    /// <summary>Unsigned, 16 bits.</summary>
    UInt16,
    /// <summary>Signed, 32 bits.</summary>
    Int32,
    /// <summary>Unsigned, 32 bits.</summary>
    UInt32,
    /// <summary>Signed, 64 bits.</summary>
    Int64,
    /// <summary>Unsigned, 64 bits.</summary>
    UInt64,
    /// <summary>IEEE binary16.</summary>
    Float16,
    /// <summary>IEEE binary32.</summary>
    Float32,
    /// <summary>IEEE binary64.</summary>
    Float64,
    /// <summary>Two binary32.</summary>
    Complex64,
    /// <summary>Two binary64.</summary>
    Complex128,
}

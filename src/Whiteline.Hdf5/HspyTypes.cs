using PureHDF;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>HDF5 types as sample types.</summary>
static class HspyTypes
{
    /// <summary>The sample type, or null when the samples are no numbers.</summary>
    public static SampleType? Of(IH5DataType type) => (type.Class, type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 2) => SampleType.Float16,
        (H5DataTypeClass.FloatingPoint, 4) => SampleType.Float32,
        (H5DataTypeClass.FloatingPoint, 8) => SampleType.Float64,
        (H5DataTypeClass.FixedPoint, 1) => type.FixedPoint.IsSigned ? SampleType.Int8 : SampleType.UInt8,
        (H5DataTypeClass.FixedPoint, 2) => type.FixedPoint.IsSigned ? SampleType.Int16 : SampleType.UInt16,
        (H5DataTypeClass.FixedPoint, 4) => type.FixedPoint.IsSigned ? SampleType.Int32 : SampleType.UInt32,
        (H5DataTypeClass.FixedPoint, 8) => type.FixedPoint.IsSigned ? SampleType.Int64 : SampleType.UInt64,
        (H5DataTypeClass.Enumerated, 1) => SampleType.Bool,
        _ => null,
    };
}

using Whiteline.Spectra;

namespace Whiteline.Formats.Dm;

/// <summary>What the DataType of an image means.</summary>
/// <param name="Type">The type of its samples; null when they are refused.</param>
/// <param name="Name">Its name, as <see cref="Signal.DataType"/> gives it.</param>
/// <param name="Refusal">Why the samples are refused, as the end of a sentence; null when they are read.</param>
readonly record struct DmSampleKind(SampleType? Type, string Name, string? Refusal)
{
    const int Int64Elements = 11;
    const int UInt64Elements = 12;

    /// <summary>Looks a code up.</summary>
    /// <param name="code">The DataType tag.</param>
    /// <param name="elements">The code of the stored array's elements, which confirms the 64-bit integers.</param>
    public static DmSampleKind Of(int code, int elements) => code switch
    {
        1 => Of(SampleType.Int16),
        2 => Of(SampleType.Float32),
        3 => Of(SampleType.Complex64),
        6 => Of(SampleType.UInt8),
        7 => Of(SampleType.Int32),
        9 => Of(SampleType.Int8),
        10 => Of(SampleType.UInt16),
        11 => Of(SampleType.UInt32),
        12 => Of(SampleType.Float64),
        13 => Of(SampleType.Complex128),
        14 => Of(SampleType.Bool),
        39 when elements == Int64Elements => Of(SampleType.Int64),
        40 when elements == UInt64Elements => Of(SampleType.UInt64),
        5 or 27 or 28 => new(null, "packed complex", $"packed complex numbers (DM type {code}, half of a Fourier transform); take its modulus in GMS and save that"),
        8 or 23 => new(null, "rgb", $"RGB colours (DM type {code}), not intensities; save the image it was made from"),
        _ => new(null, $"dm type {code}", $"numbers of the unknown DM type {code}; convert it in GMS to a 4-byte real image"),
    };

    static DmSampleKind Of(SampleType type) => new(type, SampleConversion.NameOf(type), null);
}

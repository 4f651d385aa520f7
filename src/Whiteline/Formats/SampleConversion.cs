using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whiteline.Spectra;

namespace Whiteline.Formats;

/// <summary>
/// Turns stored bytes of any <see cref="SampleType"/> and byte order into floating point. A boolean reads as 0 or 1, a complex number as
/// its modulus.
/// </summary>
public static class SampleConversion
{
    // Bytes turned round at a time when the byte order is not this machine's.
    const int SwapBytes = 2048;

    /// <summary>Stored size of one sample, bytes.</summary>
    public static int SizeOf(SampleType type) => type switch
    {
        SampleType.Bool or SampleType.Int8 or SampleType.UInt8 => 1,
        SampleType.Int16 or SampleType.UInt16 or SampleType.Float16 => 2,
        SampleType.Int32 or SampleType.UInt32 or SampleType.Float32 => 4,
        SampleType.Int64 or SampleType.UInt64 or SampleType.Float64 or SampleType.Complex64 => 8,
        SampleType.Complex128 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>NumPy's name of the type, such as <c>float32</c>.</summary>
    public static string NameOf(SampleType type) => type.ToString().ToLowerInvariant();

    /// <summary>True for the two complex types, whose samples read as moduli.</summary>
    public static bool IsComplex(SampleType type) => type is SampleType.Complex64 or SampleType.Complex128;

    /// <summary>Converts stored samples to float32; <paramref name="stored"/> holds exactly as many as <paramref name="samples"/>.</summary>
    public static void Convert(ReadOnlySpan<byte> stored, SampleType type, bool bigEndian, Span<float> samples) => ConvertTo(stored, type, bigEndian, samples);

    /// <summary>Converts stored samples to float64; <paramref name="stored"/> holds exactly as many as <paramref name="samples"/>.</summary>
    public static void Convert(ReadOnlySpan<byte> stored, SampleType type, bool bigEndian, Span<double> samples) => ConvertTo(stored, type, bigEndian, samples);

    static void ConvertTo<T>(ReadOnlySpan<byte> stored, SampleType type, bool bigEndian, Span<T> samples) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stored.Length, samples.Length * SizeOf(type));
        switch (type)
        {
            case SampleType.Bool: Flags(stored, samples); break;
            case SampleType.Int8: Numbers<sbyte, T>(stored, bigEndian, samples); break;
            case SampleType.UInt8: Numbers<byte, T>(stored, bigEndian, samples); break;
            case SampleType.Int16: Numbers<short, T>(stored, bigEndian, samples); break;
            case SampleType.UInt16: Numbers<ushort, T>(stored, bigEndian, samples); break;
            case SampleType.Int32: Numbers<int, T>(stored, bigEndian, samples); break;
            case SampleType.UInt32: Numbers<uint, T>(stored, bigEndian, samples); break;
            case SampleType.Int64: Numbers<long, T>(stored, bigEndian, samples); break;
            case SampleType.UInt64: Numbers<ulong, T>(stored, bigEndian, samples); break;
            case SampleType.Float16: Numbers<Half, T>(stored, bigEndian, samples); break;
            case SampleType.Float32: Numbers<float, T>(stored, bigEndian, samples); break;
            case SampleType.Float64: Numbers<double, T>(stored, bigEndian, samples); break;
            case SampleType.Complex64: Moduli<float, T>(stored, bigEndian, samples); break;
            case SampleType.Complex128: Moduli<double, T>(stored, bigEndian, samples); break;
        }
    }

    static void Flags<T>(ReadOnlySpan<byte> stored, Span<T> samples) where T : unmanaged, INumberBase<T>
    {
        for (var i = 0; i < samples.Length; i++) samples[i] = stored[i] == 0 ? T.Zero : T.One;
    }

    [SkipLocalsInit]
    static void Numbers<TStored, T>(ReadOnlySpan<byte> stored, bool bigEndian, Span<T> samples)
        where TStored : unmanaged, INumberBase<TStored> where T : unmanaged, INumberBase<T>
    {
        if (bigEndian == !BitConverter.IsLittleEndian || Unsafe.SizeOf<TStored>() == 1)
        {
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, TStored>(stored), samples);
            return;
        }
        Span<byte> turned = stackalloc byte[SwapBytes];
        var perTurn = SwapBytes / Unsafe.SizeOf<TStored>();
        for (var done = 0; done < samples.Length; done += perTurn)
        {
            var part = samples.Slice(done, Math.Min(perTurn, samples.Length - done));
            var bytes = stored.Slice(done * Unsafe.SizeOf<TStored>(), part.Length * Unsafe.SizeOf<TStored>());
            Turn(bytes, turned, Unsafe.SizeOf<TStored>());
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, TStored>(turned[..bytes.Length]), part);
        }
    }

    static void Moduli<TStored, T>(ReadOnlySpan<byte> stored, bool bigEndian, Span<T> samples)
        where TStored : unmanaged, IBinaryFloatingPointIeee754<TStored> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> parts = stackalloc double[2];
        for (var i = 0; i < samples.Length; i++)
        {
            Numbers<TStored, double>(stored.Slice(i * 2 * Unsafe.SizeOf<TStored>(), 2 * Unsafe.SizeOf<TStored>()), bigEndian, parts);
            samples[i] = T.CreateTruncating(double.Hypot(parts[0], parts[1]));
        }
    }

    static void Turn(ReadOnlySpan<byte> bytes, Span<byte> turned, int size)
    {
        if (size == 2) BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<byte, ushort>(turned));
        else if (size == 4) BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<byte, uint>(turned));
        else BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(bytes), MemoryMarshal.Cast<byte, ulong>(turned));
    }
}

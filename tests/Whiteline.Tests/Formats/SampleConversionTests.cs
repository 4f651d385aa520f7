using System.Buffers.Binary;
using Whiteline.Formats;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

public sealed class SampleConversionTests
{
    // Longer than the turning buffer holds, so that its seams are crossed.
    const int Count = 3001;

    public static TheoryData<SampleType, bool> TypesAndOrders()
    {
        var data = new TheoryData<SampleType, bool>();
        foreach (var type in Enum.GetValues<SampleType>())
        {
            data.Add(type, false);
            data.Add(type, true);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(TypesAndOrders))]
    public void Every_type_and_byte_order_reads_as_written(SampleType type, bool bigEndian)
    {
        var (stored, expected) = Stored(type, bigEndian);
        var singles = new float[Count];
        var doubles = new double[Count];

        SampleConversion.Convert(stored, type, bigEndian, singles);
        SampleConversion.Convert(stored, type, bigEndian, doubles);

        Assert.Equal(expected, doubles);
        Assert.Equal(expected.Select(value => (float)value), singles);
    }

    [Theory]
    [MemberData(nameof(TypesAndOrders))]
    public void A_file_gives_any_part_of_its_samples(SampleType type, bool bigEndian)
    {
        using var folder = new TemporaryFolder();
        var (stored, expected) = Stored(type, bigEndian);
        File.WriteAllBytes(folder.File("samples"), [1, 2, 3, .. stored]);
        using var source = new FileSampleSource(folder.File("samples"), 3, Count, type, bigEndian);
        var singles = new float[1000];
        var doubles = new double[1000];

        source.Read(777, singles);
        source.Read(2001, doubles);

        Assert.Equal(expected[777..1777].Select(value => (float)value), singles);
        Assert.Equal(expected[2001..3001], doubles);
    }

    [Fact]
    public void Samples_beyond_the_end_of_a_file_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("short"), new byte[100]);

        var error = Assert.Throws<BadInputException>(() => new FileSampleSource(folder.File("short"), 0, 1_000_000_000_000, SampleType.Float32));

        Assert.Contains("1000000000000 samples", error.Message, StringComparison.Ordinal);
    }

    static (byte[] Stored, double[] Expected) Stored(SampleType type, bool bigEndian)
    {
        var size = SampleConversion.SizeOf(type);
        var stored = new byte[Count * size];
        var expected = new double[Count];
        for (var i = 0; i < Count; i++)
            expected[i] = Write(stored.AsSpan(i * size, size), type, i, bigEndian);
        return (stored, expected);
    }

    // Scalar reference: one sample at a time through BinaryPrimitives.
    static double Write(Span<byte> at, SampleType type, int i, bool big)
    {
        switch (type)
        {
            case SampleType.Bool: at[0] = (byte)(i % 3); return i % 3 == 0 ? 0 : 1;
            case SampleType.Int8: at[0] = unchecked((byte)(sbyte)i); return unchecked((sbyte)i);
            case SampleType.UInt8: at[0] = unchecked((byte)i); return unchecked((byte)i);
            case SampleType.Int16: Put(at, unchecked((ulong)(short)(i * 37)), big); return unchecked((short)(i * 37));
            case SampleType.UInt16: Put(at, (ulong)i * 21, big); return i * 21;
            case SampleType.Int32: Put(at, unchecked((ulong)(-i * 1001)), big); return -i * 1001;
            case SampleType.UInt32: Put(at, uint.MaxValue - (ulong)i, big); return uint.MaxValue - i;
            case SampleType.Int64: Put(at, unchecked((ulong)(-(1L << 40) * i)), big); return -(1L << 40) * i;
            case SampleType.UInt64: Put(at, ((ulong)i << 50) | 1UL << 63, big); return (double)(((ulong)i << 50) | 1UL << 63);
            case SampleType.Float16: Put(at, BitConverter.HalfToUInt16Bits((Half)(i * 0.5)), big); return (double)(Half)(i * 0.5);
            case SampleType.Float32: Put(at, BitConverter.SingleToUInt32Bits(i * 0.1f), big); return i * 0.1f;
            case SampleType.Float64: Put(at, BitConverter.DoubleToUInt64Bits(-i * 0.1), big); return -i * 0.1;
            case SampleType.Complex64:
                Put(at[..4], BitConverter.SingleToUInt32Bits(3 * i), big);
                Put(at[4..], BitConverter.SingleToUInt32Bits(-4 * i), big);
                return 5 * i;
            default:
                Put(at[..8], BitConverter.DoubleToUInt64Bits(-3 * i), big);
                Put(at[8..], BitConverter.DoubleToUInt64Bits(4 * i), big);
                return 5 * i;
        }
    }

    static void Put(Span<byte> at, ulong bits, bool big)
    {
        Span<byte> all = stackalloc byte[8];
        if (big) BinaryPrimitives.WriteUInt64BigEndian(all, bits);
        else BinaryPrimitives.WriteUInt64LittleEndian(all, bits);
        (big ? all[^at.Length..] : all[..at.Length]).CopyTo(at);
    }
}

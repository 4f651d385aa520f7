using System.IO.Compression;
using System.Text;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Formats.Text;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Contracts;

public sealed class NpyFormatContract : SpectrumFormatContract
{
    protected override ISpectrumFormat Format { get; } = new NpyFormat();

    protected override Signal Writable { get; } = new(
        "an image", SignalKind.Image, [new(null, 0, 1, 2, null), new(null, 0, 1, 3, null)], "float64", new MemorySampleSource([1, 0.1 + 0.2, -2, 1e300, 4, 5]));

    protected override IEnumerable<byte[]> SoundFiles()
    {
        yield return NumpyBytes.Npy("<f4", "(2, 3)", NumpyBytes.Singles(false, 1, 2, 3, 4, 5, 6));
        yield return NumpyBytes.Npy(">f4", "(3, 2)", NumpyBytes.Singles(true, 1, 2, 3, 4, 5, 6), fortran: true, version: 2);
        yield return NumpyBytes.Npy("|u1", "(4,)", [1, 2, 3, 255], version: 3);
        yield return NumpyBytes.Npy("<f8", "()", NumpyBytes.Doubles(0.5));
    }
}

public sealed class NpzFormatContract : SpectrumFormatContract
{
    protected override ISpectrumFormat Format { get; } = new NpzFormat();

    protected override Signal Writable { get; } = new(
        "a line scan",
        SignalKind.SpectrumImage,
        [new(null, 0, 1, 2, null), new("Energy loss", 700.5, 0.25, 3, "eV")],
        "float32",
        new MemorySampleSource([1f, 2, 3, 4, 5, 6.5f]));

    protected override IEnumerable<byte[]> SoundFiles()
    {
        var energy = ("energy.npy", NumpyBytes.Npy("<f8", "(3,)", NumpyBytes.Doubles(700, 700.5, 701)));
        var intensity = NumpyBytes.Singles(false, 1, 2, 3, 4, 5, 6);
        yield return NumpyBytes.Npz(
            CompressionLevel.NoCompression,
            energy,
            ("intensity.npy", NumpyBytes.Npy("<f4", "(2, 3)", intensity)),
            ("label.npy", NumpyBytes.Npy("<U4", "(2,)", NumpyBytes.Text(4, "Fe2+", "Fe3+"))));
        yield return NumpyBytes.Npz(CompressionLevel.Optimal, ("intensity.npy", NumpyBytes.Npy("<f4", "(1, 2, 3)", intensity, fortran: true)), energy);
        yield return NumpyBytes.Npz(CompressionLevel.Optimal, ("arr_0.npy", NumpyBytes.Npy("<f4", "(6,)", intensity)));
    }
}

public sealed class CsvFormatContract : SpectrumFormatContract
{
    protected override ISpectrumFormat Format { get; } = new CsvFormat();

    protected override Signal Writable { get; } = new(
        "a spectrum", SignalKind.Spectrum, [new("Energy loss", 702.3, 0.1, 4, "eV")], "float64", new MemorySampleSource([1.5, -2, 0.1 + 0.2, 1e300]));

    protected override IEnumerable<byte[]> SoundFiles()
    {
        yield return Encoding.ASCII.GetBytes("energy,intensity\n700,1.5\n700.5,-2\n701,1e3\n");
        yield return Encoding.ASCII.GetBytes("# from a beamline\r\n700;1,5;2\r\n700,5;2,5;3\r\n701;3,5;4\r\n");
        yield return Encoding.ASCII.GetBytes("label\tgroup\t700\t700.5\t701\nFe2+\ta\t1\t2\t3\nFe3+\tb\t4\t5\t6\n");
    }
}

using System.Text;
using Whiteline.Formats;
using Whiteline.Formats.Msa;
using Whiteline.Spectra;

namespace Whiteline.Contracts;

public sealed class MsaFormatContract : SpectrumFormatContract
{
    protected override ISpectrumFormat Format { get; } = new MsaFormat();

    protected override Signal Writable { get; } = new(
        "a spectrum", SignalKind.Spectrum, [new("Energy loss", 702.3, 0.1, 4, "eV")], "float64", new MemorySampleSource([1.5, -2, 0.1 + 0.2, 1e300]));

    protected override IEnumerable<byte[]> SoundFiles()
    {
        const string Head = "#FORMAT      : EMSA/MAS Spectral Data File\r\n#VERSION     : 1.0\r\n#TITLE       : a spectrum\r\n#NPOINTS     : 3.\r\n";
        const string Axis = "#XPERCHAN    : 0.5\r\n#OFFSET      : 700\r\n#XUNITS      : eV\r\n#BEAMKV   -kV: 120.0\r\n#SPECTRUM    : here\r\n";
        yield return Encoding.ASCII.GetBytes($"{Head}#DATATYPE    : XY\r\n{Axis}700, 1e3\r\n700.5, 2.5\r\n701, -1\r\n#ENDOFDATA   : end\r\n");
        yield return Encoding.ASCII.GetBytes($"{Head}#NCOLUMNS    : 3\r\n#DATATYPE    : Y\r\n{Axis}1, 2, 3\r\n#ENDOFDATA   : end\r\n");
    }
}

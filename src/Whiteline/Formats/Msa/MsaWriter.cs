using System.Globalization;
using System.Text;
using Whiteline.Spectra;

namespace Whiteline.Formats.Msa;

/// <summary>Writes one spectrum as EMSA/MAS 1.0, DATATYPE Y, one intensity a line with all its digits.</summary>
static class MsaWriter
{
    const int SamplesAtATime = 4096;

    public static void Write(Stream stream, Signal signal, CancellationToken cancellation)
    {
        var header = Header(signal);
        // HyperSpy reads these files as Latin-1; what that cannot hold is written as UTF-8.
        var encoding = header.All(letter => letter < 256) ? Encoding.Latin1 : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var writer = new StreamWriter(stream, encoding, leaveOpen: true) { NewLine = "\r\n" };
        writer.Write(header);
        var count = signal.Axes[^1].Size;
        var samples = new double[Math.Min(count, SamplesAtATime)];
        for (var start = 0; start < count; start += samples.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = samples.AsSpan(0, Math.Min(samples.Length, count - start));
            signal.Samples.Read(start, part);
            foreach (var sample in part) writer.WriteLine(sample.ToString("R", CultureInfo.InvariantCulture));
        }
        writer.WriteLine("#ENDOFDATA   : End Of Data and File");
    }

    static string Header(Signal signal)
    {
        var axis = signal.Axes[^1];
        var data = signal.Metadata;
        var text = new StringBuilder();
        Line("FORMAT", "", "EMSA/MAS Spectral Data File");
        Line("VERSION", "", "1.0");
        Line("TITLE", "", signal.Title);
        Line("DATE", "", data.AcquisitionDate ?? "");
        Line("TIME", "", "");
        Line("OWNER", "", data.Operator ?? "");
        Number("NPOINTS", "", axis.Size);
        Number("NCOLUMNS", "", 1);
        Line("XUNITS", "", axis.Units ?? "");
        Line("YUNITS", "", data.IntensityUnits ?? "");
        Line("DATATYPE", "", "Y");
        Number("XPERCHAN", "", axis.Scale);
        Number("OFFSET", "", axis.Offset);
        Line("XLABEL", "", axis.Name ?? "");
        if (data.SignalType is { } type) Line("SIGNALTYPE", "", type == "EELS" ? "ELS" : type);
        Number("BEAMKV", "kV", data.BeamEnergyKv);
        Number("PROBECUR", "nA", data.BeamCurrentNa);
        Number("MAGCAM", "", data.Magnification);
        Number("CONVANGLE", "mR", data.ConvergenceAngleMrad);
        Number("COLLANGLE", "mR", data.CollectionAngleMrad);
        Number("INTEGTIME", "ms", data.ExposureSeconds * 1000);
        Number("DWELLTIME", "ms", data.DwellSeconds * 1000);
        Number("XTILTSTGE", "dg", data.TiltAlphaDegrees);
        Number("YTILTSTGE", "dg", data.TiltBetaDegrees);
        Line("SPECTRUM", "", "Spectral Data Starts Here");
        return text.ToString();

        void Number(string keyword, string unit, double? value)
        {
            if (value is { } number) Line(keyword, unit, number.ToString("R", CultureInfo.InvariantCulture));
        }

        // Twelve columns, a colon and a blank, as the standard has it.
        void Line(string keyword, string unit, string value) =>
            text.Append(CultureInfo.InvariantCulture, $"#{(unit.Length == 0 ? keyword.PadRight(12) : $"{keyword.PadRight(9)}-{unit.PadLeft(2)}")}: {OneLine(value)}\r\n");
    }

    // A colon and a blank end the keyword for readers that split there.
    static string OneLine(string value) =>
        string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter)).Replace(": ", ":", StringComparison.Ordinal).Trim();
}

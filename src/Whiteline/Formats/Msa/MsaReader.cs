using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Whiteline.Spectra;

namespace Whiteline.Formats.Msa;

// EMSA/MAS 1.0 (R. F. Egerton et al., 1991) and ISO 22029: keyword lines, then numbers. Files in use differ from both: keywords missing
// or doubled, NPOINTS that is off by one, DATATYPE Y with pairs, no end mark. The energies come from OFFSET and XPERCHAN where they are
// given; the energy column of an XY file then only has to stay within a channel of them, as it is rounded or quantised in real files.

/// <summary>Reads one EMSA/MAS file.</summary>
sealed class MsaReader(string path)
{
    // A spectrum of 100,000 channels fills a fifth of this.
    const long MaxBytes = 1L << 24;
    const double RoundingChannels = 0.05;

    readonly MsaHeader header = new();
    readonly List<double> numbers = [];
    readonly List<string> warnings = [];
    bool ended;
    bool everyLinePair = true;

    /// <summary>Reads the signal.</summary>
    /// <exception cref="BadInputException">Not such a file, damaged, or its energies are not uniform.</exception>
    public Signal Read()
    {
        ReadLines(Content());
        var pairs = IsPairs();
        if (pairs && numbers.Count % 2 != 0) throw Bad("its last energy has no intensity", "It was cut short: copy it again from where it came from.");
        if (pairs && !everyLinePair && header.Number("NCOLUMNS") is null or 1)
            throw Bad("a line of it has not two numbers, as DATATYPE XY wants", "Export it again, with points as decimal marks.");
        var values = pairs ? Every(1) : [.. numbers];
        if (values.Length == 0) throw Bad("it holds no spectral data", "It was cut short: copy it again from where it came from.");
        CheckCount(values.Length);
        var (offset, scale) = Energies(pairs ? Every(0) : null, values.Length);
        var axis = new SignalAxis(header.Text("XLABEL"), offset, scale, values.Length, header.Text("XUNITS"));
        return new(header.Text("TITLE") ?? "", SignalKind.Spectrum, [axis], "float64", new MemorySampleSource(values))
        {
            Metadata = header.Acquisition(),
            Warnings = warnings,
        };
    }

    string Content()
    {
        using var file = new SampleFile(path);
        var length = file.Length;
        if (length > MaxBytes) throw Bad($"it is {length} bytes long, and no spectrum in text is longer than {MaxBytes}", "Convert it to .hspy or .npz.");
        var bytes = new byte[length];
        file.ReadExactly(0, bytes);
        return (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
    }

    void ReadLines(string content)
    {
        var (inData, number) = (false, 0);
        foreach (var raw in content.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty) continue;
            if (line[0] == '#')
            {
                var keyword = header.Add(line.ToString());
                inData |= keyword == "SPECTRUM";
                if (keyword != "ENDOFDATA") continue;
                ended = true;
                return;
            }
            if (inData) ReadNumbers(line, number);
        }
        if (!inData) throw Bad("it has no line '#SPECTRUM'", "It was cut short or is not an EMSA/MAS file: export it again.");
    }

    void ReadNumbers(ReadOnlySpan<char> line, int lineNumber)
    {
        var before = numbers.Count;
        foreach (var range in line.SplitAny(", \t;"))
        {
            var token = line[range];
            if (token.IsEmpty) continue;
            if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw Bad($"line {lineNumber} of it holds '{token[..Math.Min(token.Length, 40)]}' where a number belongs", "Export it again, with points as decimal marks.");
            numbers.Add(value);
        }
        everyLinePair &= numbers.Count - before == 2;
    }

    // Without DATATYPE: pairs when every line has two numbers and the header does not announce two columns.
    bool IsPairs() => header.Text("DATATYPE")?.ToUpperInvariant() switch
    {
        "XY" => true,
        "Y" => false,
        null => everyLinePair && header.Number("NCOLUMNS") is null or 1,
        var other => throw Bad($"its DATATYPE is '{other}'", "DATATYPE Y and XY are read: export it as one of them."),
    };

    double[] Every(int start)
    {
        var picked = new double[numbers.Count / 2];
        for (var i = 0; i < picked.Length; i++) picked[i] = numbers[2 * i + start];
        return picked;
    }

    void CheckCount(int count)
    {
        if (header.Number("NPOINTS") is not { } announced || announced == count) return;
        if (!ended && announced > count)
            throw Bad(FormattableString.Invariant($"it announces {announced} points and ends after {count}"), "It was cut short: copy it again from where it came from.");
        warnings.Add(FormattableString.Invariant($"The header announces {announced} points (NPOINTS) and {count} follow; all {count} were read."));
    }

    (double Offset, double Scale) Energies(double[]? column, int count)
    {
        var (offset, scale) = (header.Number("OFFSET"), header.Number("XPERCHAN"));
        if (scale == 0) scale = null;
        if (column is null) return Announced(offset, scale);
        if (offset is { } from && scale is { } step)
        {
            Compare(column, from, step);
            return (from, step);
        }
        if (count == 1) return (column[0], scale ?? 1);
        var axis = UniformSteps.Of(column, header.Text("XUNITS"), path);
        return (axis.Offset, axis.Scale);
    }

    (double Offset, double Scale) Announced(double? offset, double? scale)
    {
        if (scale is null) warnings.Add("The header gives no channel width (XPERCHAN), so the axis counts channels.");
        return (offset ?? 0, scale ?? 1);
    }

    void Compare(double[] column, double offset, double step)
    {
        var worst = 0.0;
        for (var i = 0; i < column.Length; i++)
        {
            var channels = Math.Abs((column[i] - (offset + i * step)) / step);
            if (!(channels <= 1))
                throw Bad(
                    FormattableString.Invariant($"the energy axis is not uniform: point {i} is at {column[i]} where even steps of {step} from {offset} give {offset + i * step}"),
                    "Resample it to even steps, or mend OFFSET and XPERCHAN.");
            worst = Math.Max(worst, channels);
        }
        if (worst > RoundingChannels)
            warnings.Add(FormattableString.Invariant($"The energy column departs from OFFSET and XPERCHAN by up to {worst:0.##} of a channel; the even axis of the header was taken."));
    }

    BadInputException Bad(string problem, string mend) => BadInputException.In(path, problem, mend);
}

using System.Globalization;
using System.Text;
using Whiteline.Formats;
using Whiteline.Fractions;
using Whiteline.Reports.Fractions;

namespace Whiteline.Reports;

/// <summary>The verdicts of many files as one table.</summary>
public static class ClassificationFile
{
    /// <summary>Name of the table in a folder.</summary>
    public const string Name = "verdicts.csv";

    /// <summary>Writes the table whole or not at all; a file of the same name is replaced.</summary>
    /// <param name="output">A file whose name ends in <c>.csv</c>, or a folder, which is made when it is not there.</param>
    /// <param name="labels">Class labels, shape (k).</param>
    /// <param name="files">The files.</param>
    /// <returns>The path written.</returns>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static string Write(string output, IReadOnlyList<string> labels, IReadOnlyList<ClassifiedFile> files)
    {
        var path = PathOf(output);
        AtomicFile.WriteText(path, Csv(labels, files));
        return path;
    }

    /// <summary>The path that <see cref="Write"/> writes.</summary>
    /// <param name="output">A file whose name ends in <c>.csv</c>, or a folder.</param>
    public static string PathOf(string output) => output.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? output : Path.Combine(output, Name);

    /// <summary>
    /// A row per spectrum: file, index in it, name where a file names its spectra, label, confidence, why there is no label, the probability of each class; where they were asked for, the set of labels, the error of the axis that
    /// the label survives with what carried it, and for each method the fractions and the mean valence with the ends of their intervals.
    /// </summary>
    /// <param name="labels">Class labels, shape (k).</param>
    /// <param name="files">The files.</param>
    public static string Csv(IReadOnlyList<string> labels, IReadOnlyList<ClassifiedFile> files)
    {
        var verdicts = files.SelectMany(file => file.Verdicts);
        var (sets, survival) = (verdicts.Any(verdict => verdict.Set is not null), verdicts.Any(verdict => verdict.Survives is not null));
        var named = files.Any(file => file.Names is not null);
        var states = files.Select(file => file.Fractions?.States).FirstOrDefault(known => known is not null) ?? [];
        // A method that one file does not suit has empty cells there.
        FractionMethod[] methods = [.. files.SelectMany(file => file.Fractions?.Methods ?? []).Select(method => method.Method).Distinct().Order()];
        var csv = new StringBuilder("file,index,").Append(named ? "name," : "").Append(VerdictCsv.Header(labels, sets, survival));
        if (survival) csv.Append(",carriedBy");
        foreach (var method in methods) csv.Append(FractionCsv.Header(states, $"{method.ToString().ToLowerInvariant()} "));
        csv.Append('\n');
        foreach (var file in files)
            for (var i = 0; i < file.Verdicts.Count; i++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{CsvText.Quote(file.File)},{i},");
                if (named) csv.Append(CsvText.Quote(file.Names?[i] ?? "")).Append(',');
                VerdictCsv.Append(csv, file.Verdicts[i], sets, survival);
                if (survival) csv.Append(',').Append(file.Verdicts[i].CarriedBy);
                foreach (var method in methods) FractionCsv.Append(csv, file.Fractions?[method]?.Estimates[i], states.Count);
                csv.Append('\n');
            }
        return csv.ToString();
    }
}

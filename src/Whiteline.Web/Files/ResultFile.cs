using System.Globalization;
using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Web.Files;

/// <summary>
/// Results that end as spectra do and hold none: tables of words, and maps. In the list of spectra they would stand in the way. A file of one's own that cannot be
/// read stays in it, for the page that opens it to say why.
/// </summary>
static class ResultFile
{
    // What is over the energies of a table of spectra.
    static readonly string[] Energies = ["energy", "energies", "loss", "ev", "channel"];

    /// <summary>True for a table of words among numbers, and for a HyperSpy file of images alone.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="formats">Opens it.</param>
    public static bool IsOne(string path, FormatCatalog formats)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" => HoldsWords(path),
                ".hspy" => HoldsImagesAlone(path, formats),
                _ => false,
            };
        }
        catch (Exception unread) when (unread is BadInputException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Only where the first line names columns, and none of energies: one cell gone wrong among numbers is to be told of, not hidden.
    static bool HoldsWords(string path)
    {
        var lines = File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line) && line[0] != '#').Take(2).Select(Cells).ToArray();
        return lines is [{ Length: > 1 } header, var first]
            && !header.Any(IsNumber) && !Energies.Any(name => header[0].Contains(name, StringComparison.OrdinalIgnoreCase))
            && !first.All(cell => cell.Length == 0 || IsNumber(cell));
    }

    static string[] Cells(string line)
    {
        var separator = line.Contains(';') ? ';' : line.Contains('\t') ? '\t' : ',';
        return [.. line.Split(separator).Select(cell => cell.Trim(' ', '"', '\r').Replace(',', '.'))];
    }

    static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    static bool HoldsImagesAlone(string path, FormatCatalog formats)
    {
        var signals = formats.Open(path);
        try
        {
            return signals.All(signal => signal.Kind == SignalKind.Image);
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }
}

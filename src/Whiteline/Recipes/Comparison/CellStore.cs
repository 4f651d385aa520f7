using System.Text.Json;
using Whiteline.Formats;

namespace Whiteline.Recipes.Comparison;

/// <summary>
/// The finished cells of a comparison, a file each, so that a killed run goes on where it was. Cells of another plan, other spectra or another
/// seed are in folders of other names and are not taken up.
/// </summary>
/// <param name="folder">Where cells are kept.</param>
/// <param name="study">Hash of all that decides a result.</param>
public sealed class CellStore(string folder, string study)
{
    /// <summary>The finished cells of the study that was worked at last, in the order in which they were finished; none where there is no such folder.</summary>
    /// <param name="folder">Where cells are kept.</param>
    public static IReadOnlyList<CellResult> Latest(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var study = new DirectoryInfo(folder).EnumerateDirectories().MaxBy(one => one.LastWriteTimeUtc);
        return study is null ? [] : [.. study.EnumerateFiles("*.json").OrderBy(file => file.LastWriteTimeUtc).Select(file => Read(file.FullName)).OfType<CellResult>()];
    }

    /// <summary>A finished cell, or null when it is not there or cannot be read.</summary>
    public CellResult? Find(ComparisonCell cell) => Read(PathOf(cell)) is { } result && result.Cell == cell ? result : null;

    static CellResult? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ComparisonJson.Default.CellResult);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a finished cell.</summary>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public void Keep(CellResult result) => AtomicFile.WriteText(PathOf(result.Cell), JsonSerializer.Serialize(result, ComparisonJson.Default.CellResult));

    string PathOf(ComparisonCell cell) => Path.Combine(folder, study, cell.Key + ".json");
}

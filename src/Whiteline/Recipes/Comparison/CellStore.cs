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
    /// <summary>A finished cell, or null when it is not there or cannot be read.</summary>
    public CellResult? Find(ComparisonCell cell)
    {
        try
        {
            var result = JsonSerializer.Deserialize(File.ReadAllText(PathOf(cell)), ComparisonJson.Default.CellResult);
            return result?.Cell == cell ? result : null;
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

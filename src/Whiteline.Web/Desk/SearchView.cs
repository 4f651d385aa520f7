using System.Text.Json;
using Whiteline.Numerics;
using Whiteline.Recipes.Tuning;
using Whiteline.Reports.Studies;
using Whiteline.Search;
using Whiteline.Storage;

namespace Whiteline.Web.Desk;

/// <summary>A search as it stands: read from its storage, whoever works at it.</summary>
/// <param name="History">Its trials.</param>
/// <param name="Report">What a report says of it; null while no trial is complete.</param>
/// <param name="Figures">Its figures as PNG, by name.</param>
sealed record SearchView(StudyHistory History, StudyReport? Report, IReadOnlyList<(string Name, byte[] Png)> Figures)
{
    /// <summary>The studies of a file of trials.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <exception cref="BadInputException">The file is no storage of studies.</exception>
    public static IReadOnlyList<SearchView> Read(string path)
    {
        using var storage = RelationalStudyStorage.Open(path);
        try
        {
            return [.. storage.Studies().Select(name => One(storage, name))];
        }
        catch (JsonException damaged)
        {
            throw BadInputException.In(Path.GetFileName(path), "what is remarked on a search in it is damaged", "Search anew, in another folder.", damaged);
        }
    }

    static SearchView One(RelationalStudyStorage storage, string name)
    {
        var directions = storage.DirectionsOf(name) ?? [];
        var key = storage.Open(name, directions);
        var history = new StudyHistory(name, directions, storage.Changed(key, []));
        if (history.Best is null) return new(history, null, []);
        var made = StudyIdentity.Of(storage.Remarks(key));
        var objectives = made.TryGetValue("objectives", out var words) && words.Split(',') is var named && named.Length == directions.Count ? named : [.. directions.Select((_, i) => $"value {i + 1}")];
        var report = new StudyReport(
            history,
            string.Join(" and ", history.Trials.Select(trial => trial.SystemRemarks.GetValueOrDefault(Study.ChosenBy)).OfType<string>().Select(json => JsonSerializer.Deserialize<string>(json)!).Distinct().Order()),
            "",
            [.. objectives.Select(objective => objective.ToLowerInvariant())],
            made.GetValueOrDefault("settings", "").Split(';')[0],
            made.GetValueOrDefault("split", ""),
            ParameterImportance.Of(history, new Seed(0)));
        return new(history, report, [.. StudyFiles.Figures(report).Select(figure => (figure.Name, figure.Figure.Png(figure.Width, figure.Height, 1.5)))]);
    }
}

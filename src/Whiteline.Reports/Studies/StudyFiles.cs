using System.Globalization;
using System.Text;
using System.Text.Json;
using Whiteline.Provenance;
using Whiteline.Search;

namespace Whiteline.Reports.Studies;

/// <summary>The files of a search: the report, a table of all trials, and the figures.</summary>
public static class StudyFiles
{
    const int Width = 720, Height = 440, MostParameters = 12;

    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written, the report first.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, StudyReport report, string title)
    {
        var figures = Figures(report).ToArray();
        var files = new ResultFolder(folder);
        files.Text("report.html", Html(report, title, figures));
        files.Text("trials.csv", Csv(report));
        foreach (var (name, figure, width, height) in figures) files.Picture(name, figure, width, height);
        return files.Written;
    }

    /// <summary>The figures with their names and sizes in points: history; the Pareto front of two objectives; where several trials are complete also importance, parallel coordinates, slices and a contour.</summary>
    public static IEnumerable<(string Name, Figure Figure, int Width, int Height)> Figures(StudyReport report)
    {
        yield return ("history", new HistoryFigure(report), Width, Height);
        if (report.Objectives.Count == 2) yield return ("pareto", new ParetoFigure(report), Width, Height);
        if (report.Importance.Count > 0)
        {
            var figure = new ImportanceFigure([.. report.Importance.Take(MostParameters)]);
            yield return ("importance", figure, Width, figure.Height);
        }
        var parameters = Parameters(report);
        if (parameters.Count == 0) yield break;
        yield return ("parallel", new ParallelFigure(report, parameters), Math.Max(Width, 130 + 90 * parameters.Count), Height);
        var slices = new SliceFigure(report, parameters);
        yield return ("slices", slices, slices.Size.Width, slices.Size.Height);
        if (Pair(report, parameters) is { } pair) yield return ("contour", new ContourFigure(report, pair.Across, pair.Up), Width, Height + 60);
    }

    // The two most important ones that vary smoothly; choices, between which nothing lies, only where there are no others. Those of two branches never meet.
    static (string Across, string Up)? Pair(StudyReport report, IReadOnlyList<string> parameters)
    {
        bool IsChoice(string name) => report.History.Trials.Any(trial => trial.Parameters.TryGetValue(name, out var setting) && setting.Domain is CategoricalDomain);
        return (from first in Enumerable.Range(0, parameters.Count)
                from second in Enumerable.Range(first + 1, parameters.Count - first - 1)
                where ContourFigure.IsPossible(report, parameters[first], parameters[second])
                let choices = (IsChoice(parameters[first]) ? 1 : 0) + (IsChoice(parameters[second]) ? 1 : 0)
                orderby choices, first + second
                select ((string, string)?)(parameters[first], parameters[second])).FirstOrDefault();
    }

    // The important ones first; without importance those that most trials have.
    static IReadOnlyList<string> Parameters(StudyReport report)
    {
        TrialRecord[] complete = [.. report.History.Trials.Where(trial => trial.State == TrialState.Complete)];
        var varied = complete.SelectMany(trial => trial.Parameters).GroupBy(one => one.Key, one => one.Value.Number, StringComparer.Ordinal).Where(one => one.Distinct().Skip(1).Any()).ToDictionary(one => one.Key, one => one.Count(), StringComparer.Ordinal);
        string[] named = [.. report.Importance.Select(one => one.Parameter).Where(varied.ContainsKey)];
        return [.. named.Concat(varied.Keys.Except(named).OrderByDescending(name => varied[name])).Take(MostParameters)];
    }

    static string Html(StudyReport report, string title, IEnumerable<(string Name, Figure Figure, int Width, int Height)> figures)
    {
        var page = new HtmlPage(title);
        page.Note("In words", report.Summary());
        foreach (var (name, figure, width, height) in figures) page.Picture(figure, name, width, height);
        page.Heading(report.Objectives.Count > 1 ? "Trials that none beats in all objectives" : "The best trials");
        string[] names = [.. report.History.Trials.SelectMany(trial => trial.Parameters.Keys).Distinct(StringComparer.Ordinal)];
        var shown = report.Objectives.Count > 1 ? report.History.ParetoFront() : [.. report.History.Trials.Where(trial => trial.State == TrialState.Complete).OrderBy(trial => report.History.Loss(trial.Values[0])).Take(30)];
        page.Table(["trial", .. report.Objectives, .. names], shown.Select(trial => Row(report, trial, names)), 0, sortable: true);
        page.Heading("How it was made");
        page.Values(
        [
            ("Study", report.History.Name), ("Model", report.Model), ("Sampler", report.Sampler), ("Pruner", report.Pruner), ("Split", report.Split),
            ("Trials", $"{report.History.Finished.Count} finished, {report.History.Trials.Count(trial => trial.State == TrialState.Pruned)} of them given up early; {report.History.Trials.Count(trial => trial.State == TrialState.Fail)} failed"),
            ("Program", RunRecord.ThisProgram),
        ]);
        return page.ToString();
    }

    static IReadOnlyList<string> Row(StudyReport report, TrialRecord trial, string[] names) =>
    [
        trial.Number.ToString(CultureInfo.InvariantCulture),
        .. report.Objectives.Select((_, objective) => trial.Values.Count > objective ? trial.Values[objective].ToString("G6", CultureInfo.InvariantCulture) : ""),
        .. names.Select(name => trial.Parameters.TryGetValue(name, out var setting) ? StudyReport.Text(setting.Value) : ""),
    ];

    static string Csv(StudyReport report)
    {
        string[] names = [.. report.History.Trials.SelectMany(trial => trial.Parameters.Keys).Distinct(StringComparer.Ordinal)];
        var csv = new StringBuilder().AppendJoin(',', ["trial", .. report.Objectives.Select(CsvText.Quote), .. names.Select(CsvText.Quote), "state", "seconds", "failure"]).Append('\n');
        foreach (var trial in report.History.Trials)
        {
            var seconds = trial is { Started: { } start, Ended: { } end } ? (end - start).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) : "";
            var failure = trial.Remarks.TryGetValue(Study.Error, out var json) ? JsonSerializer.Deserialize<string>(json) ?? "" : "";
            csv.AppendJoin(',', [.. Row(report, trial, names).Select(CsvText.Quote), $"{trial.State}".ToLowerInvariant(), seconds, CsvText.Quote(failure)]).Append('\n');
        }
        return csv.ToString();
    }
}

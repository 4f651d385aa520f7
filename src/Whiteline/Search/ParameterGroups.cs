namespace Whiteline.Search;

/// <summary>Parameters that always occur together, such as those of one branch of a conditional space.</summary>
static class ParameterGroups
{
    /// <summary>The groups of the parameters of all finished trials, each sorted by name; parameters of a single value are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<(string Name, Domain Domain)>> Of(StudyHistory history)
    {
        var latest = new Dictionary<string, Domain>(StringComparer.Ordinal);
        var occurrences = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < history.Finished.Count; i++)
            foreach (var (name, setting) in history.Finished[i].Parameters)
            {
                latest[name] = setting.Domain;
                if (!occurrences.TryGetValue(name, out var list)) occurrences[name] = list = [];
                list.Add(i);
            }
        return
        [
            .. occurrences.Where(one => !latest[one.Key].IsSingle)
                .GroupBy(one => string.Join(',', one.Value), one => one.Key, StringComparer.Ordinal)
                .Select(group => (IReadOnlyList<(string, Domain)>)[.. group.Order(StringComparer.Ordinal).Select(name => (name, latest[name]))])
                .OrderBy(group => group[0].Item1, StringComparer.Ordinal),
        ];
    }
}

namespace Whiteline.Search;

/// <summary>A hyperparameter of a search space.</summary>
/// <param name="Name">Its name, unique within the space.</param>
/// <param name="Domain">The values that it may take.</param>
/// <param name="When">When it is there at all; null for always.</param>
public sealed record SearchParameter(string Name, Domain Domain, SearchCondition? When = null);

/// <summary>
/// The hyperparameters of a search, in the order in which they are chosen. One may depend on another that stands before it, such as the units of the second layer on the number of
/// layers, or γ on the kernel: it is chosen only in trials that have it.
/// </summary>
/// <param name="Parameters">The hyperparameters.</param>
public sealed record SearchSpace(IReadOnlyList<SearchParameter> Parameters)
{
    // A grid of more points is a mistake of the one who asks.
    const long MostPoints = 1_000_000;

    /// <summary>Everything wrong with the space, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Parameters.Count == 0) yield return "The search space is empty. Give it at least one parameter.";
        var seen = new Dictionary<string, Domain>(StringComparer.Ordinal);
        foreach (var parameter in Parameters)
        {
            foreach (var problem in parameter.Domain.Problems()) yield return $"Parameter '{parameter.Name}': {problem}.";
            if (parameter.When is { } when && !seen.ContainsKey(when.Parameter)) yield return $"Parameter '{parameter.Name}' depends on '{when.Parameter}', which does not stand before it.";
            if (!seen.TryAdd(parameter.Name, parameter.Domain)) yield return $"Parameter '{parameter.Name}' is there twice.";
        }
    }

    /// <summary>True when the parameter is there, given those chosen before it.</summary>
    public static bool IsThere(SearchParameter parameter, IReadOnlyDictionary<string, Setting> chosen) =>
        parameter.When is not { } when || (chosen.TryGetValue(when.Parameter, out var setting) && when.Holds(setting.Value));

    /// <summary>Every point of the space, the last parameter changing fastest.</summary>
    /// <exception cref="BadInputException">A parameter's values are not counted, or there are more than a million points.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, Setting>> Grid()
    {
        List<IReadOnlyDictionary<string, Setting>> points = [new Dictionary<string, Setting>(StringComparer.Ordinal)];
        foreach (var parameter in Parameters)
        {
            var count = parameter.Domain.Count ?? throw new BadInputException($"Parameter '{parameter.Name}' takes any number between its bounds; a grid needs a step or a list of choices.");
            if (points.Count > MostPoints / Math.Max(1, count)) throw new BadInputException($"The grid has more than {MostPoints} points. Give fewer values, or search with --sampler tpe.");
            points = [.. points.SelectMany(point => IsThere(parameter, point) ? Points(point, parameter, (int)count) : [point])];
        }
        return points;
    }

    static IEnumerable<IReadOnlyDictionary<string, Setting>> Points(IReadOnlyDictionary<string, Setting> point, SearchParameter parameter, int count) =>
        Enumerable.Range(0, count).Select(place => With(point, parameter, place));

    static Dictionary<string, Setting> With(IReadOnlyDictionary<string, Setting> point, SearchParameter parameter, long place) =>
        new(point, StringComparer.Ordinal) { [parameter.Name] = new(parameter.Domain, parameter.Domain.At(place)) };
}

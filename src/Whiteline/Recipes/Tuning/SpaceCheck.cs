using Whiteline.Search;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Tuning;

/// <summary>Tries every bound and choice of a search space by itself before the search begins: a value that no model can have would fail every trial that draws it.</summary>
public static class SpaceCheck
{
    /// <summary>The first value that no model can have.</summary>
    /// <param name="space">The space; its names are known.</param>
    /// <param name="basis">What the search leaves as it is.</param>
    /// <param name="data">The spectra; only their axis and classes count.</param>
    /// <returns>What is wrong, with the parameter named; null when nothing is.</returns>
    public static string? Problem(SearchSpace space, TuningBasis basis, LabeledSpectra data) =>
        space.Parameters.SelectMany(parameter => Values(parameter.Domain).Select(value => Problem(parameter.Name, value, basis, data))).FirstOrDefault(problem => problem is not null);

    static IEnumerable<object?> Values(Domain domain) => domain switch
    {
        FloatDomain real => [real.Low, real.High],
        IntegerDomain whole => [whole.Low, whole.High],
        CategoricalDomain choices => choices.Choices,
        _ => [],
    };

    static string? Problem(string name, object? value, TuningBasis basis, LabeledSpectra data)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (basis.Model == "joint") values["classifier"] = TuningParameters.OfMachines.Contains(name) || TuningParameters.OfSpectra.Contains(name) ? "svm" : "cnn";
        // Layer k is there when there are k of them.
        if (name.LastIndexOf('-') is > 0 and var dash && long.TryParse(name.AsSpan(dash + 1), out var layer)) values[name.StartsWith("units", StringComparison.Ordinal) ? "layers" : "blocks"] = layer;
        values[name] = value;
        try
        {
            return new TuningPoint(basis, data, values).Plan().Problems().FirstOrDefault() is { } problem ? $"The parameter '{name}' cannot be {value ?? "null"}: {problem}" : null;
        }
        catch (BadInputException error)
        {
            return error.Message;
        }
    }
}

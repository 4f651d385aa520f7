namespace Whiteline.Search;

/// <summary>Every point of a space, one after the other.</summary>
/// <param name="space">The space; every parameter has a step or choices.</param>
/// <exception cref="BadInputException">The space has values that are not counted, or too many points.</exception>
public sealed class GridSampler(SearchSpace space) : ISampler
{
    readonly IReadOnlyList<IReadOnlyDictionary<string, Setting>> points = space.Grid();

    /// <inheritdoc/>
    public string Name => "grid";

    /// <inheritdoc/>
    public int? Trials => points.Count;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> ChooseTogether(StudyHistory history, int number)
    {
        // A trial that repeats a failed one keeps that one's point, and takes no other from the row.
        var place = history.Trials.Count(trial => trial.Number < number && !trial.SystemRemarks.ContainsKey(Study.RepeatsFailed));
        return points[place % points.Count].ToDictionary(one => one.Key, one => one.Value.Number, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public double Choose(StudyHistory history, int number, string parameter, Domain domain) =>
        throw new InvalidOperationException($"'{parameter}' is not in the grid.");

    /// <inheritdoc/>
    public bool IsRandom(StudyHistory history) => false;
}

namespace Whiteline.Search;

/// <summary>A condition on a parameter that was chosen before: it has one of some values, or is a number of at least some size.</summary>
/// <param name="Parameter">The other parameter.</param>
/// <param name="Values">The values for which the condition holds; null where a size decides.</param>
/// <param name="AtLeast">The smallest number for which the condition holds; null where values decide.</param>
public sealed record SearchCondition(string Parameter, IReadOnlyList<object?>? Values = null, double? AtLeast = null)
{
    /// <summary>True when the condition holds for the other parameter's value.</summary>
    public bool Holds(object? value) =>
        (Values is null || Values.Contains(value)) && (AtLeast is not { } least || value switch { long whole => whole >= least, double real => real >= least, _ => false });
}

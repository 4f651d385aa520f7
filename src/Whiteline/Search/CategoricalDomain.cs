namespace Whiteline.Search;

/// <summary>One of several choices that have no order.</summary>
/// <param name="Choices">Strings, numbers (<see cref="long"/> or <see cref="double"/>), truth values or null.</param>
public sealed record CategoricalDomain(IReadOnlyList<object?> Choices) : Domain
{
    /// <inheritdoc/>
    public override bool IsSingle => Choices.Count == 1;

    /// <inheritdoc/>
    public override long? Count => Choices.Count;

    /// <inheritdoc/>
    public override object? ValueOf(double number) => Choices[(int)number];

    /// <inheritdoc/>
    public override bool Contains(double number) => number >= 0 && number < Choices.Count && number == Math.Floor(number);

    /// <inheritdoc/>
    public override double At(long place) => place;

    /// <inheritdoc/>
    public override bool IsCompatible(Domain other) => Equals(other as CategoricalDomain);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Choices.Count == 0) yield return "it has no choices";
        if (Choices.Distinct().Count() < Choices.Count) yield return "a choice is given twice";
        if (Choices.Any(choice => choice is not (null or string or bool or long or double))) yield return "a choice is not a text, a number, true, false or null";
    }

    /// <summary>True for the same choices in the same order.</summary>
    public bool Equals(CategoricalDomain? other) => other is not null && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => Choices.Aggregate(Choices.Count, HashCode.Combine);
}

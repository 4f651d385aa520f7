namespace Whiteline.Search;

/// <summary>A value chosen from a domain.</summary>
/// <param name="Domain">What was to choose from.</param>
/// <param name="Number">The value's number (<see cref="Domain"/>).</param>
public readonly record struct Setting(Domain Domain, double Number)
{
    /// <summary>The value itself: a <see cref="double"/>, a <see cref="long"/>, or a choice.</summary>
    public object? Value => Domain.ValueOf(Number);
}

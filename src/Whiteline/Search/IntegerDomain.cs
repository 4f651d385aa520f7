namespace Whiteline.Search;

/// <summary>Whole numbers from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
/// <param name="Low">The smallest value.</param>
/// <param name="High">The largest value.</param>
/// <param name="Log">True to search on a logarithmic scale; needs <paramref name="Low"/> ≥ 1 and a step of 1.</param>
/// <param name="Step">Distance of neighbouring values; at least 1.</param>
public sealed record IntegerDomain(long Low, long High, bool Log = false, long Step = 1) : Domain
{
    // Beyond it, doubles skip whole numbers.
    const long Largest = 1L << 53;

    /// <inheritdoc/>
    public override bool IsSingle => High - Low < Step;

    /// <inheritdoc/>
    public override long? Count => (High - Low) / Step + 1;

    /// <inheritdoc/>
    public override object ValueOf(double number) => (long)number;

    /// <inheritdoc/>
    public override bool Contains(double number) => number >= Low && number <= High && number == Math.Floor(number) && ((long)number - Low) % Step == 0;

    /// <inheritdoc/>
    public override double At(long place) => Low + place * Step;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Low > High) yield return $"its low {Low} is above its high {High}";
        if (Low < -Largest || High > Largest) yield return "its bounds are beyond 2^53";
        if (Log && Low < 1) yield return "a logarithmic scale needs a low of at least 1";
        if (Log && Step != 1) yield return "a logarithmic scale takes no step";
        if (Step < 1) yield return $"its step {Step} is not at least 1";
    }
}

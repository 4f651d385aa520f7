namespace Whiteline.Search;

/// <summary>Real numbers from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
/// <param name="Low">The smallest value.</param>
/// <param name="High">The largest value.</param>
/// <param name="Log">True to search on a logarithmic scale; needs <paramref name="Low"/> &gt; 0.</param>
/// <param name="Step">Only <paramref name="Low"/> and whole steps above it; null for any number.</param>
public sealed record FloatDomain(double Low, double High, bool Log = false, double? Step = null) : Domain
{
    /// <inheritdoc/>
    public override bool IsSingle => Low == High || Step > High - Low;

    /// <inheritdoc/>
    public override long? Count => IsSingle ? 1 : Step is { } step ? (long)Math.Floor((High - Low) / step + 1e-9) + 1 : null;

    /// <inheritdoc/>
    public override object ValueOf(double number) => number;

    /// <inheritdoc/>
    public override bool Contains(double number) =>
        number >= Low && number <= High && (Step is not { } step || Math.Abs((number - Low) / step - Math.Round((number - Low) / step)) < 1e-6);

    /// <inheritdoc/>
    public override double At(long place) => Step is { } step ? Math.Min(High, Low + place * step) : IsSingle ? Low : throw new NotSupportedException("Real numbers without a step are not counted.");

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (!double.IsFinite(Low) || !double.IsFinite(High)) yield return "the bounds must be finite";
        else if (Low > High) yield return $"its low {Low} is above its high {High}";
        if (Log && !(Low > 0)) yield return "a logarithmic scale needs a low above 0";
        if (Log && Step is not null) yield return "a logarithmic scale takes no step";
        if (Step is not null && !(Step > 0 && double.IsFinite(Step.Value))) yield return $"its step {Step} is not above 0";
    }
}

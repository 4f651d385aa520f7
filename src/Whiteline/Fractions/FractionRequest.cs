using Whiteline.Recipes;

namespace Whiteline.Fractions;

/// <summary>What fractions are asked of, and how.</summary>
/// <param name="References">References of the states.</param>
public sealed record FractionRequest(ReferenceSet References)
{
    /// <summary>A network for the same states; null for none.</summary>
    public FractionNetwork? Network { get; init; }

    /// <summary>What is known of the energy axis: position counts for what its uncertainty makes it worth. Null to judge the axis by the edge and not to trust position.</summary>
    public KnownAxis? Axis { get; init; }
}

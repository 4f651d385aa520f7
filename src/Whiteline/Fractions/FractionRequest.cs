using Whiteline.Preprocessing.Landmarks;

namespace Whiteline.Fractions;

/// <summary>What fractions are asked of, and how.</summary>
/// <param name="References">References of the states.</param>
public sealed record FractionRequest(ReferenceSet References)
{
    /// <summary>A network for the same states; null for none.</summary>
    public FractionNetwork? Network { get; init; }

    /// <summary>A known offset to add to the file's energy axis, eV; null to judge the axis by the edge.</summary>
    public double? AxisOffsetEv { get; init; }

    /// <summary>Standard deviation of what is left of the axis' error, eV: position counts for what that makes it worth; null where position is not to be trusted.</summary>
    public double? AxisUncertaintyEv { get; init; }

    /// <summary>What both were estimated from, for the findings; null when the user declared them.</summary>
    public AxisEstimate? AxisEstimate { get; init; }
}

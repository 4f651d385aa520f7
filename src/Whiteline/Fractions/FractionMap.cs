using Whiteline.Maps;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>Fractions on the pixels of an oxidation-state map. Masked pixels have none.</summary>
/// <param name="Map">The map of the classifier, on the same pixels.</param>
/// <param name="Result">The fractions, one a pixel.</param>
public sealed record FractionMap(OxidationMap Map, FractionResult Result) : IPixelGrid
{
    /// <inheritdoc/>
    public int Rows => Map.Rows;

    /// <inheritdoc/>
    public int Columns => Map.Columns;

    /// <inheritdoc/>
    public SignalAxis? RowAxis => Map.RowAxis;

    /// <inheritdoc/>
    public SignalAxis? ColumnAxis => Map.ColumnAxis;

    /// <summary>Where classifier, least squares and ratio agree.</summary>
    public AgreementMap Agreement { get; } = AgreementMap.Of(Map, Result);
}

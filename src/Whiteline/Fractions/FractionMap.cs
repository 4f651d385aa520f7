using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>Fractions on the pixels of an oxidation-state map. Pixels that were turned away (too weak, unlike the training spectra, saturated …) have none; undecided ones, which may be mixtures, do.</summary>
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

    /// <summary>Finds the fractions of the pixels that hold an answer.</summary>
    /// <param name="map">The map.</param>
    /// <param name="image">The image that it was made of.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="context">Where the image came from, seed, threads, cancellation.</param>
    /// <param name="progress">Receives progress, or null.</param>
    /// <exception cref="BadInputException">The image does not hold the edge.</exception>
    public static FractionMap Of(OxidationMap map, SpectrumImage image, FractionRequest request, StepContext context, IProgress<WorkProgress>? progress = null) =>
        new(map, FractionAnalysis.Run(image, request, context, [.. Enumerable.Range(0, map.Pixels).Select(pixel => !map[pixel].HoldsAnswer)], progress));
}

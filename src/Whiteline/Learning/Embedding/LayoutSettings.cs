namespace Whiteline.Learning.Embedding;

/// <summary>How a layout runs.</summary>
/// <param name="Curve">Likeness of embedded points by distance.</param>
/// <param name="Components">Coordinates of a point, 2 or 3.</param>
/// <param name="Epochs">Rounds.</param>
/// <param name="Rate">First step; it falls to 0 with the square of the rounds that are left, for new points beside known ones in equal steps.</param>
/// <param name="Pushes">Points that each drawn edge is pushed away from.</param>
sealed record LayoutSettings(LayoutCurve Curve, int Components, int Epochs, float Rate, int Pushes);

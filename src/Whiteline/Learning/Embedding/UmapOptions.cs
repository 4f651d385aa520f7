namespace Whiteline.Learning.Embedding;

/// <summary>How an embedding is made. The defaults are those of the paper and of umap-learn.</summary>
/// <param name="Neighbours">Size of the neighbourhood whose shape is kept, the spectrum itself included; 2 to 1,000. Few show detail, many the whole. With fewer spectra all are taken.</param>
/// <param name="MinDistance">How close points may come in the embedding, 0 to <paramref name="Spread"/>; small makes tight clumps.</param>
/// <param name="Spread">Scale of the embedded points, &gt; 0.</param>
/// <param name="Components">Coordinates of a point: 2 or 3.</param>
/// <param name="Metric">Distance between spectra.</param>
/// <param name="Epochs">Rounds of the layout; null for 500 up to 10,000 spectra and 200 beyond.</param>
/// <param name="NegativeSamples">Points that each drawn edge is pushed away from, 0 to 100.</param>
/// <param name="LearningRate">First step of the layout, &gt; 0; it falls to 0 with the square of the rounds that are left.</param>
/// <param name="TargetWeight">With labels: 0 lets them count for little and 1 keeps apart what they separate; in [0, 1].</param>
public sealed record UmapOptions(
    int Neighbours = 15, double MinDistance = 0.1, double Spread = 1, int Components = 2, DistanceMetric Metric = DistanceMetric.Euclidean, int? Epochs = null,
    int NegativeSamples = 5, double LearningRate = 1, double TargetWeight = 0.5)
{
    /// <summary>Everything that is wrong with the settings.</summary>
    public IEnumerable<string> Problems()
    {
        if (Neighbours is < 2 or > 1000) yield return $"{Neighbours} neighbours were asked for; give 2 to 1,000.";
        if (!(Spread > 0 && double.IsFinite(Spread))) yield return $"The spread is {Spread}; it must be greater than 0.";
        if (!(MinDistance >= 0 && MinDistance <= Spread)) yield return $"The least distance is {MinDistance}; it must be 0 to the spread, {Spread}.";
        if (Components is not (2 or 3)) yield return $"{Components} components were asked for; give 2 or 3.";
        if (Epochs is < 1) yield return $"{Epochs} epochs were asked for; give at least 1.";
        if (NegativeSamples is < 0 or > 100) yield return $"{NegativeSamples} negative samples were asked for; give 0 to 100.";
        if (!(LearningRate > 0 && double.IsFinite(LearningRate))) yield return $"The learning rate is {LearningRate}; it must be greater than 0.";
        if (!(TargetWeight is >= 0 and <= 1)) yield return $"The weight of the labels is {TargetWeight}; it must be 0 to 1.";
    }

    internal int EpochsFor(int spectra) => Epochs ?? (spectra <= 10_000 ? 500 : 200);
}

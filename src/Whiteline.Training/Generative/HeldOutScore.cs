namespace Whiteline.Training.Generative;

/// <summary>A distance from held-out spectra.</summary>
/// <param name="Distance">The mean over the classes.</param>
/// <param name="Terms">What each held-out spectrum adds to that of its class, class by class.</param>
sealed record HeldOutScore(double Distance, IReadOnlyList<double[]> Terms)
{
    /// <summary>
    /// The distance, raised by one standard error of its difference from another's, over the same held-out spectra. A dozen of them hardly tell one generator from the next: one
    /// that is chosen by this is better than the other by more than chance.
    /// </summary>
    public double Beyond(HeldOutScore other)
    {
        var variance = Terms.Zip(other.Terms, (own, its) =>
        {
            double[] differences = [.. own.Zip(its, (a, b) => a - b)];
            var mean = differences.Average();
            return differences.Length < 2 ? 0 : differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1.0) / differences.Length;
        }).Sum();
        return Distance + Math.Sqrt(variance) / Math.Max(1, Terms.Count);
    }
}

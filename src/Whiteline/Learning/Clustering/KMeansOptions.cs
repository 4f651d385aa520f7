namespace Whiteline.Learning.Clustering;

/// <summary>What k-means calls near.</summary>
public enum ClusterMetric
{
    /// <summary>Euclidean distance.</summary>
    Euclidean,

    /// <summary>The angle between spectra: spherical k-means (Dhillon and Modha, Machine Learning 42, 143, 2001). How many counts they hold does not matter.</summary>
    Cosine,
}

/// <summary>How k-means works.</summary>
/// <param name="Clusters">Number of clusters, at least 1.</param>
/// <param name="Metric">What is near.</param>
/// <param name="Restarts">Runs from different starts, of which the best counts; at least 1.</param>
/// <param name="MostIterations">Hard stop of one run; reaching it is reported.</param>
public sealed record KMeansOptions(int Clusters = 3, ClusterMetric Metric = ClusterMetric.Euclidean, int Restarts = 10, int MostIterations = 300)
{
    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Clusters < 1) yield return $"k-means was asked for {Clusters} clusters; it makes at least 1.";
        if (Restarts < 1) yield return $"k-means was asked for {Restarts} runs; it needs at least 1.";
        if (MostIterations < 1) yield return $"k-means may take {MostIterations} iterations; it needs at least 1.";
    }
}

/// <summary>What k-means found.</summary>
/// <param name="Clusters">Labels; the membership of a row is 1 − a/b, with a the distance to its own centre and b that to the next (the silhouette on centres), 1 when there is one cluster.</param>
/// <param name="Centres">Shape (clusters, length); of length 1 with the cosine metric.</param>
/// <param name="Inertia">Sum of the squared distances of the rows to their centres; with the cosine metric the sum of 1 − cos.</param>
/// <param name="Iterations">Iterations of the best run.</param>
/// <param name="IsConverged">False when that run was stopped by its limit.</param>
public sealed record KMeansResult(ClusterLabels Clusters, float[] Centres, double Inertia, int Iterations, bool IsConverged);

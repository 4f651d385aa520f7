using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>
/// How much every point takes part in the neighbourhood of every other: normal kernels of local width (Zelnik-Manor and Perona, NIPS 2004), balanced until they are symmetric with rows of sum 1
/// (Sinkhorn and Knopp, Pacific J. Math. 21, 343, 1967). As the columns too have sum 1, no point counts more than another: draws from all neighbourhoods in turn, each with its mean and covariance,
/// have mean and covariance of the points themselves, however wide the neighbourhoods are.
/// </summary>
static class Neighbourhoods
{
    const int MostNeighbours = 6;

    // The sixth of a hundred is near; of ten, it lies among the farthest.
    const int PointsPerNeighbour = 16;

    const int MostRounds = 1000;
    const double Tolerance = 1e-6;

    /// <summary>Shares of all points in the neighbourhood of each.</summary>
    /// <param name="points">Shape (n, dimensions).</param>
    /// <param name="width">Standard deviation of the kernels, in distances to the sixth neighbour; of fewer than 96 points, to a nearer one, down to the nearest.</param>
    /// <returns>Shape (n, n), symmetric, rows of sum 1.</returns>
    public static double[][] Shares(float[][] points, double width)
    {
        double[][] distances = [.. points.Select(own => points.Select(other => (double)TensorPrimitives.Distance<float>(own, other)).ToArray())];
        var neighbour = Math.Min(Math.Clamp(points.Length / PointsPerNeighbour, 1, MostNeighbours), points.Length - 1);
        double[] reach = [.. distances.Select(row => row.Order().ElementAt(neighbour))];
        double[][] kernel = [.. distances.Select((row, i) => row.Select((distance, j) => i == j ? 1 : Kernel(distance, width * width * reach[i] * reach[j])).ToArray())];
        var factors = Balance(kernel);
        for (var i = 0; i < kernel.Length; i++)
        {
            TensorPrimitives.Multiply(kernel[i], factors[i], kernel[i]);
            TensorPrimitives.Multiply(kernel[i], factors, kernel[i]);
        }
        return kernel;
    }

    static double Kernel(double distance, double variance) => distance == 0 ? 1 : variance == 0 ? 0 : Math.Exp(-distance * distance / (2 * variance));

    // With K symmetric, the factors f of f K f: the fixed point of f = 1 / (K f), taken half way each time lest it swing (Knight, Ruiz and Uçar, SIAM J. Matrix Anal. Appl. 35, 931, 2014).
    static double[] Balance(double[][] kernel)
    {
        double[] factors = [.. kernel.Select(row => 1 / Math.Sqrt(TensorPrimitives.Sum<double>(row)))];
        for (var round = 0; round < MostRounds; round++)
        {
            double[] sums = [.. kernel.Select((row, i) => factors[i] * TensorPrimitives.Dot<double>(row, factors))];
            if (sums.All(sum => Math.Abs(sum - 1) < Tolerance)) break;
            for (var i = 0; i < factors.Length; i++) factors[i] /= Math.Sqrt(sums[i]);
        }
        return factors;
    }
}

using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// The directions in which spectra differ most, found by subspace iteration with Rayleigh and Ritz's rotation (Golub and Van Loan, Matrix Computations, section 8.2.4),
/// without a matrix of covariances.
/// </summary>
public sealed class PrincipalComponents
{
    const int Piece = 256, Spare = 6, MostRounds = 40;
    const double Tolerance = 1e-7;

    readonly float[] mean;
    readonly float[][] directions;

    PrincipalComponents(float[] mean, float[][] directions, double[] explained) => (this.mean, this.directions, Explained) = (mean, directions, explained);

    /// <summary>Share of the variance along each component, largest first, in [0, 1].</summary>
    public IReadOnlyList<double> Explained { get; }

    /// <summary>Finds the first components; the sign of each makes its largest element positive.</summary>
    /// <param name="spectra">Shape (n, channels), C order.</param>
    /// <param name="channels">Elements of a spectrum.</param>
    /// <param name="components">How many, at least 1.</param>
    /// <param name="seed">Where the iteration starts.</param>
    /// <param name="threads">Threads to use; the result is the same for any number.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="BadInputException">Fewer channels than components, or no spectrum.</exception>
    public static PrincipalComponents Fit(float[] spectra, int channels, int components, Seed seed, int threads = 1, CancellationToken cancellation = default)
    {
        if (components < 1 || components > channels) throw new BadInputException($"{components} principal components were asked for of spectra with {channels} channels. Ask for 1 to {channels}.");
        if (spectra.Length < channels) throw new BadInputException("There is no spectrum to find principal components of.");
        var (mean, variance) = Moments(spectra, channels);
        var random = seed.Branch("principal-components").Random();
        var block = Math.Min(channels, components + Spare);
        var basis = new double[block][];
        for (var k = 0; k < block; k++) basis[k] = [.. Enumerable.Range(0, channels).Select(_ => random.NextNormal())];
        Orthonormalise(basis);
        var values = new double[block];
        for (var round = 0; round < MostRounds; round++)
        {
            var image = Covariance(spectra, mean, basis, threads, cancellation);
            var small = new double[block, block];
            for (var i = 0; i < block; i++)
                for (var j = 0; j < block; j++) small[i, j] = (Dot(basis[i], image[j]) + Dot(basis[j], image[i])) / 2;
            var (next, rotation) = SymmetricEigen.Of(small);
            var change = Enumerable.Range(0, components).Max(k => Math.Abs(next[k] - values[k]));
            values = next;
            var isLast = change <= Tolerance * Math.Max(values[0], 0) || round == MostRounds - 1;
            basis = Rotated(isLast ? basis : image, rotation);
            Orthonormalise(basis);
            if (isLast) break;
        }
        return new(mean, [.. basis.Take(components).Select(Upright)], [.. values.Take(components).Select(value => variance > 0 ? Math.Clamp(value / variance, 0, 1) : 0)]);
    }

    /// <summary>Coordinates of spectra along the components, shape (n, components), C order.</summary>
    /// <param name="spectra">Shape (n, channels), C order.</param>
    public float[] Project(ReadOnlySpan<float> spectra)
    {
        var channels = mean.Length;
        var coordinates = new float[spectra.Length / channels * directions.Length];
        var row = new float[channels];
        for (var i = 0; i < spectra.Length / channels; i++)
        {
            for (var c = 0; c < channels; c++) row[c] = spectra[i * channels + c] - mean[c];
            for (var k = 0; k < directions.Length; k++) coordinates[i * directions.Length + k] = FixedOrder.Dot(row, directions[k]);
        }
        return coordinates;
    }

    static (float[] Mean, double Variance) Moments(float[] spectra, int channels)
    {
        var n = spectra.Length / channels;
        double[] sums = new double[channels], squares = new double[channels];
        for (var i = 0; i < n; i++)
            for (var c = 0; c < channels; c++) sums[c] += spectra[i * channels + c];
        for (var c = 0; c < channels; c++) sums[c] /= n;
        for (var i = 0; i < n; i++)
            for (var c = 0; c < channels; c++) squares[c] += (spectra[i * channels + c] - sums[c]) * (spectra[i * channels + c] - sums[c]);
        return ([.. sums.Select(value => (float)value)], squares.Sum() / n);
    }

    // XᵀX Q / n of the centred spectra, piece by piece.
    static double[][] Covariance(float[] spectra, float[] mean, double[][] basis, int threads, CancellationToken cancellation)
    {
        var channels = mean.Length;
        var n = spectra.Length / channels;
        float[][] narrow = Array.ConvertAll(basis, vector => Array.ConvertAll(vector, value => (float)value));
        // Pieces wide enough that there are not more than 64 partial sums.
        var piece = Math.Max(Piece, (n + 63) / 64);
        var parts = new float[(n + piece - 1) / piece][];
        ParallelWork.For(parts.Length, threads, p =>
        {
            var part = parts[p] = new float[basis.Length * channels];
            var row = new float[channels];
            for (var i = p * piece; i < Math.Min(n, (p + 1) * piece); i++)
            {
                for (var c = 0; c < channels; c++) row[c] = spectra[i * channels + c] - mean[c];
                for (var k = 0; k < narrow.Length; k++) FixedOrder.Subtract(part.AsSpan(k * channels, channels), row, -FixedOrder.Dot(row, narrow[k]));
            }
        }, cancellation);
        var image = new double[basis.Length][];
        for (var k = 0; k < basis.Length; k++)
        {
            image[k] = new double[channels];
            foreach (var part in parts)
                for (var c = 0; c < channels; c++) image[k][c] += part[k * channels + c] / (double)n;
        }
        return image;
    }

    static double[][] Rotated(double[][] vectors, double[][] rotation) => Array.ConvertAll(rotation, weights =>
    {
        var sum = new double[vectors[0].Length];
        for (var j = 0; j < vectors.Length; j++)
            for (var c = 0; c < sum.Length; c++) sum[c] += weights[j] * vectors[j][c];
        return sum;
    });

    // Modified Gram–Schmidt, twice; a vector of which nothing is left is an axis that the others lack.
    static void Orthonormalise(double[][] vectors)
    {
        for (var k = 0; k < vectors.Length; k++)
            for (int pass = 0, axis = 0; pass < 2; pass++)
            {
                var before = Math.Sqrt(Dot(vectors[k], vectors[k]));
                for (var j = 0; j < k; j++)
                {
                    var along = Dot(vectors[k], vectors[j]);
                    for (var c = 0; c < vectors[k].Length; c++) vectors[k][c] -= along * vectors[j][c];
                }
                var norm = Math.Sqrt(Dot(vectors[k], vectors[k]));
                if (!(norm > 1e-12 * before))
                {
                    Array.Clear(vectors[k]);
                    vectors[k][axis++] = 1;
                    pass = -1;
                    continue;
                }
                for (var c = 0; c < vectors[k].Length; c++) vectors[k][c] /= norm;
            }
    }

    static float[] Upright(double[] vector)
    {
        var largest = vector.MaxBy(Math.Abs);
        return Array.ConvertAll(vector, value => (float)(largest < 0 ? -value : value));
    }

    static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var c = 0; c < x.Length; c++) sum += x[c] * y[c];
        return sum;
    }
}

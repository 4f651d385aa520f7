using System.Numerics.Tensors;

namespace Whiteline.Numerics;

/// <summary>How principal components are taken.</summary>
/// <param name="Rank">Components kept, at least 1; null for the elbow of the scree plot (<see cref="ScreeElbow"/>).</param>
/// <param name="PoissonWeighted">Counts are weighted for Poisson noise and no mean is taken off, as in HyperSpy; otherwise the mean is taken off.</param>
public sealed record PcaOptions(int? Rank = null, bool PoissonWeighted = false)
{
    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Rank is < 1) yield return $"PCA keeps {Rank} components; it must keep at least 1.";
    }
}

/// <summary>Principal components of rows in memory (<see cref="LeadingVectors"/>). The number of threads changes nothing.</summary>
public sealed class Pca
{
    const int ScreePoints = 21;

    readonly float[]? mean;
    readonly PoissonWeights? weights;
    readonly LeadingVectors found;

    Pca(float[]? mean, PoissonWeights? weights, LeadingVectors found, double[] scree)
    {
        (this.mean, this.weights, this.found) = (mean, weights, found);
        Scree = scree;
    }

    /// <summary>Number of components.</summary>
    public int Rank => found.Values.Length;

    /// <summary>The components in the space that was decomposed (weighted when the counts were), orthonormal, shape (rank, channels).</summary>
    public ReadOnlySpan<float> Components => found.Vectors;

    /// <summary>Explained variance ratios, descending: of the components kept, and of some after them where their number was looked for.</summary>
    public IReadOnlyList<double> Scree { get; }

    /// <summary>Fits.</summary>
    /// <param name="rows">Shape (n, channels), C order; n at least 2.</param>
    /// <param name="channels">Columns.</param>
    /// <param name="options">Settings.</param>
    /// <param name="seed">For many channels, where the vectors are found by a randomised method.</param>
    /// <param name="threads">Bound on parallelism.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BadInputException">Fewer than two rows, no whole number of them, or a value that is not finite.</exception>
    public static Pca Fit(ReadOnlyMemory<float> rows, int channels, PcaOptions options, Seed seed, int threads = 1, CancellationToken cancellation = default)
    {
        if (channels < 1 || rows.Length % channels != 0) throw new BadInputException($"{rows.Length} intensities are no whole number of spectra of {channels} channels. Give the channels of a spectrum.");
        var count = rows.Length / channels;
        if (count < 2) throw new BadInputException($"PCA needs at least 2 spectra; there is {count}. Give more.");
        var average = new double[channels];
        for (var i = 0; i < count; i++)
            for (var c = 0; c < channels; c++) average[c] += rows.Span[i * channels + c];
        for (var c = 0; c < channels; c++) average[c] /= count;
        if (average.AsSpan().IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) is >= 0 and var channel)
            throw new BadInputException($"A spectrum has an intensity that is not a finite number, in channel {channel}. Mend or remove it.");
        var weights = options.PoissonWeighted ? new PoissonWeights(average) : null;
        var mean = options.PoissonWeighted ? null : Array.ConvertAll(average, value => (float)value);
        var scaled = new float[rows.Length];
        for (var i = 0; i < count; i++) Scale(rows.Span.Slice(i * channels, channels), scaled.AsSpan(i * channels, channels), mean, weights);
        var leading = LeadingVectors.Of(new RowProducts(scaled, channels, threads, cancellation), options.Rank ?? ScreePoints, seed);
        var scree = leading.Ratios();
        return new(mean, weights, leading.First(Math.Min(options.Rank ?? ScreeElbow.Rank(scree), leading.Values.Length)), scree);
    }

    /// <summary>Coordinates of rows along the components, in the space that was decomposed: shape (n, rank).</summary>
    public float[] Scores(ReadOnlySpan<float> rows)
    {
        var channels = found.Length;
        var scaled = new float[rows.Length];
        for (var at = 0; at < rows.Length; at += channels) Scale(rows.Slice(at, channels), scaled.AsSpan(at, channels), mean, weights);
        return BlockProducts.Scores(scaled, channels, found.Vectors);
    }

    static void Scale(ReadOnlySpan<float> row, Span<float> result, float[]? mean, PoissonWeights? weights)
    {
        if (weights is not null) weights.Apply(row, result);
        else TensorPrimitives.Subtract(row, mean, result);
    }

    /// <summary>Blocks of rows in memory; their sums are added in order.</summary>
    sealed class RowProducts(float[] rows, int channels, int threads, CancellationToken cancellation) : IColumnProducts
    {
        const int Block = 2048;

        public int Length => channels;

        public int Count => rows.Length / channels;

        public double Trace()
        {
            var sum = 0.0;
            foreach (var value in rows) sum += (double)value * value;
            return sum;
        }

        public double[] Whole() => Sum(block => BlockProducts.Whole(block.Span, channels));

        public double[] Times(float[] vectors) => Sum(block => BlockProducts.Times(block.Span, channels, vectors));

        double[] Sum(Func<ReadOnlyMemory<float>, double[]> part)
        {
            var blocks = (Count + Block - 1) / Block;
            double[]? total = null;
            var parts = new double[2 * Math.Max(1, threads)][];
            for (var start = 0; start < blocks; start += parts.Length)
            {
                var wave = Math.Min(parts.Length, blocks - start);
                var first = start * Block;
                ParallelWork.For(wave, threads, b =>
                {
                    var from = first + b * Block;
                    parts[b] = part(rows.AsMemory(from * channels, Math.Min(Block, Count - from) * channels));
                }, cancellation);
                for (var b = 0; b < wave; b++)
                    if (total is null) total = parts[b];
                    else TensorPrimitives.Add(total, parts[b], total);
            }
            return total!;
        }
    }
}

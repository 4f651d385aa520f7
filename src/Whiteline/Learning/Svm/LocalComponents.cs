using System.Numerics.Tensors;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Denoises a spectrum by the mean and the first principal components of the known spectra nearest to it: what a neighbourhood shares is kept, what no other spectrum has is left out
/// (local principal components as for images; Zhang, Dong, Zhang and Shi, Pattern Recognition 43, 1531, 2010). No label is looked at. Known spectra are denoised without themselves and
/// without copies of themselves, so that they come out as unknown ones do.
/// </summary>
public sealed class LocalComponents
{
    // Spectra whose neighbours are looked for at a time.
    const int Block = 1024;

    // Spectra that a thread denoises at a time.
    const int Chunk = 8;

    readonly float[] known;
    readonly int neighbours;
    readonly int components;

    /// <summary>Remembers known spectra.</summary>
    /// <param name="known">Shape (n, channels), C order.</param>
    /// <param name="channels">Channels of a spectrum.</param>
    /// <param name="options">Size of a neighbourhood and components kept; of few spectra, as many as there are.</param>
    /// <exception cref="BadInputException">Fewer than three spectra, or options that cannot be used.</exception>
    public LocalComponents(float[] known, int channels, LocalDenoising options)
    {
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        Count = channels > 0 ? known.Length / channels : 0;
        if (Count < 3 || Count * channels != known.Length) throw new BadInputException($"There are {Count} spectra to denoise by; at least 3 are needed, of {channels} channels each.");
        (this.known, Channels, Options) = (known, channels, options);
        neighbours = Math.Min(options.Neighbours, Count - 1);
        components = Math.Min(options.Components, neighbours - 1);
    }

    /// <summary>Known spectra.</summary>
    public int Count { get; }

    /// <summary>Channels of a spectrum.</summary>
    public int Channels { get; }

    /// <summary>The options.</summary>
    public LocalDenoising Options { get; }

    /// <summary>The known spectra, shape (n, channels), C order.</summary>
    public ReadOnlyMemory<float> Known => known;

    /// <summary>Multiplications for one spectrum: distances to all known ones, and inner products within its neighbourhood.</summary>
    public double Multiplications => known.Length + (double)neighbours * neighbours * Channels;

    /// <summary>Denoises spectra.</summary>
    /// <param name="spectra">Shape (m, channels), C order.</param>
    /// <param name="threads">Bound on parallelism; it changes no result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Shape (m, channels).</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public float[] Denoise(ReadOnlyMemory<float> spectra, int threads = 1, CancellationToken cancellation = default)
    {
        var result = new float[spectra.Length];
        for (int first = 0, n = spectra.Length / Channels; first < n; first += Block)
        {
            var part = spectra.Slice(first * Channels, Math.Min(Block, n - first) * Channels);
            var nearest = NearestNeighbours.Of(part.Span, known, Channels, neighbours, threads: threads, cancellation: cancellation);
            Denoise(part, result.AsMemory(first * Channels, part.Length), i => nearest.IndicesOf(i).ToArray(), threads, cancellation);
        }
        return result;
    }

    /// <summary>Denoises the known spectra, each without itself.</summary>
    /// <param name="versions">Versions of each among the known spectra: of n originals, version v of spectrum i stands at v · n + i. None of its own versions is a neighbour.</param>
    /// <param name="threads">Bound on parallelism; it changes no result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Shape (n, channels).</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public float[] DenoiseKnown(int versions = 1, int threads = 1, CancellationToken cancellation = default)
    {
        var originals = Count / versions;
        var nearest = NearestNeighbours.Among(known, Channels, Math.Min(neighbours + versions - 1, Count - 1), threads: threads, cancellation: cancellation);
        var result = new float[known.Length];
        Denoise(known, result, i => [.. nearest.IndicesOf(i).ToArray().Where(other => other % originals != i % originals).Take(neighbours)], threads, cancellation);
        return result;
    }

    void Denoise(ReadOnlyMemory<float> spectra, Memory<float> result, Func<int, int[]> neighboursOf, int threads, CancellationToken cancellation)
    {
        var n = spectra.Length / Channels;
        ParallelWork.For((n + Chunk - 1) / Chunk, threads, chunk =>
        {
            for (var i = chunk * Chunk; i < Math.Min(n, (chunk + 1) * Chunk); i++)
                Project(spectra.Span.Slice(i * Channels, Channels), neighboursOf(i), result.Span.Slice(i * Channels, Channels));
        }, cancellation);
    }

    /// <summary>The part of a direction that the denoised spectrum follows when the spectrum moves along it: what lies along the components of the spectrum's neighbourhood.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="direction">Shape (channels).</param>
    /// <returns>Shape (channels).</returns>
    public float[] Along(ReadOnlySpan<float> spectrum, ReadOnlySpan<float> direction)
    {
        var (rows, _, leading) = Neighbourhood([.. NearestNeighbours.Of(spectrum, known, Channels, neighbours).IndicesOf(0)]);
        var followed = new float[Channels];
        AddProjection(rows, leading, direction, followed);
        return followed;
    }

    void Project(ReadOnlySpan<float> spectrum, int[] near, Span<float> result)
    {
        var (rows, mean, leading) = Neighbourhood(near);
        var deviation = new float[Channels];
        TensorPrimitives.Subtract(spectrum, mean, deviation);
        mean.CopyTo(result);
        AddProjection(rows, leading, deviation, result);
    }

    // The components live in the space of the neighbours, of which there are fewer than channels.
    (float[] Rows, float[] Mean, LeadingVectors Leading) Neighbourhood(int[] near)
    {
        var (rows, mean) = (new float[near.Length * Channels], new float[Channels]);
        for (var k = 0; k < near.Length; k++)
        {
            known.AsSpan(near[k] * Channels, Channels).CopyTo(rows.AsSpan(k * Channels));
            TensorPrimitives.Add(mean, rows.AsSpan(k * Channels, Channels), mean);
        }
        TensorPrimitives.Divide(mean, near.Length, mean);
        for (var k = 0; k < near.Length; k++)
        {
            var row = rows.AsSpan(k * Channels, Channels);
            TensorPrimitives.Subtract(row, mean, row);
        }
        return (rows, mean, LeadingVectors.Few(new InnerProducts(rows, Channels), Math.Min(components, near.Length - 1), new Seed(0)));
    }

    // With the neighbours' deviations from their mean as rows of A, an eigenvector u of AAᵀ with value λ gives the component Aᵀu/√λ, and the projection of a vector v on it is Aᵀu (u·Av)/λ.
    void AddProjection(float[] rows, LeadingVectors leading, ReadOnlySpan<float> vector, Span<float> result)
    {
        var (products, weights) = (new float[leading.Length], new float[leading.Length]);
        for (var k = 0; k < products.Length; k++) products[k] = TensorPrimitives.Dot(rows.AsSpan(k * Channels, Channels), vector);
        for (var k = 0; k < leading.Values.Length; k++)
        {
            if (!(leading.Values[k] > 0)) continue;
            var own = leading.Vectors.AsSpan(k * leading.Length, leading.Length);
            TensorPrimitives.MultiplyAdd(own, (float)(TensorPrimitives.Dot<float>(own, products) / leading.Values[k]), weights, weights);
        }
        for (var k = 0; k < products.Length; k++) TensorPrimitives.MultiplyAdd(rows.AsSpan(k * Channels, Channels), weights[k], result, result);
    }

    /// <summary>Inner products of rows among each other: the columns of the matrix are the rows.</summary>
    sealed class InnerProducts : IColumnProducts
    {
        readonly float[] products;
        readonly int stride;

        public InnerProducts(float[] rows, int length)
        {
            (Length, Count) = (rows.Length / length, length);
            var packed = new PackedRows(rows, length);
            stride = packed.Panels * PackedRows.Width;
            products = new float[Length * stride];
            for (var panel = 0; panel < packed.Panels; panel++) packed.Multiply(rows, panel, products.AsSpan(panel * PackedRows.Width), stride);
        }

        public int Length { get; }

        public int Count { get; }

        public double Trace() => Enumerable.Range(0, Length).Sum(i => (double)products[i * stride + i]);

        public double[] Whole() => [.. Enumerable.Range(0, Length).SelectMany(i => products[(i * stride)..(i * stride + Length)]).Select(value => (double)value)];

        public double[] Times(float[] vectors)
        {
            var result = new double[vectors.Length];
            for (var v = 0; v < vectors.Length; v += Length)
                for (var i = 0; i < Length; i++) result[v + i] = TensorPrimitives.Dot<float>(products.AsSpan(i * stride, Length), vectors.AsSpan(v, Length));
            return result;
        }
    }
}

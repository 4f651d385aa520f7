using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// A trained support vector machine, one decision function per pair of classes. The probabilities come from the pairs' decision values
/// (<see cref="PlattSigmoid"/>, <see cref="PairwiseCoupling"/>), and the label is read off them.
/// </summary>
public sealed partial class SvmClassifier : IClassifier
{
    const int Block = 64;

    readonly double[] squares;
    readonly float[] vectors;
    readonly int stride;

    /// <summary>Creates the classifier.</summary>
    /// <param name="classes">Labels, shape (k).</param>
    /// <param name="channels">Channels of a spectrum.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="supportVectors">Shape (n, channels), those of all pairs, each once.</param>
    /// <param name="pairs">One per pair (i, j), i &lt; j, in lexicographic order.</param>
    /// <exception cref="BadInputException">The shapes disagree.</exception>
    public SvmClassifier(IReadOnlyList<string> classes, int channels, SvmKernel kernel, float[] supportVectors, IReadOnlyList<SvmPair> pairs)
    {
        var count = channels > 0 ? supportVectors.Length / channels : 0;
        if (classes.Count < 2 || count < 1 || (long)count * channels != supportVectors.Length
            || pairs.Count != classes.Count * (classes.Count - 1) / 2 || pairs.Any(pair => pair.Coefficients.Length != count))
            throw new BadInputException("The support vector machine is damaged: its classes, support vectors and coefficients do not fit together. Train the model again.");
        Classes = classes;
        Channels = channels;
        Kernel = kernel;
        SupportVectors = supportVectors;
        Pairs = pairs;
        squares = new double[count];
        stride = (channels + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        vectors = new float[count * stride];
        for (var i = 0; i < count; i++)
        {
            var vector = supportVectors.AsSpan(i * channels, channels);
            vector.CopyTo(vectors.AsSpan(i * stride));
            squares[i] = TensorPrimitives.SumOfSquares<float>(vector);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <summary>The kernel.</summary>
    public SvmKernel Kernel { get; }

    /// <summary>Support vectors, shape (n, channels), C order.</summary>
    public ReadOnlyMemory<float> SupportVectors { get; }

    /// <summary>One decision function per pair of classes.</summary>
    public IReadOnlyList<SvmPair> Pairs { get; }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
    {
        var n = intensity.Length / Channels;
        var k = Classes.Count;
        var decisions = new double[Math.Min(n, Block) * Pairs.Count];
        Span<double> coupled = new double[k * k];
        for (var start = 0; start < n; start += Block)
        {
            var count = Math.Min(Block, n - start);
            Decide(intensity.Slice(start * Channels, count * Channels), decisions);
            for (var s = 0; s < count; s++) Couple(decisions.AsSpan(s * Pairs.Count, Pairs.Count), coupled, probabilities.Slice((start + s) * k, k));
        }
    }

    /// <summary>Class probabilities of many prepared spectra, in blocks on several cores.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="probabilities">Receives shape (n, k), C order; each row sums to 1.</param>
    /// <param name="threads">Bound on parallelism; at least 1.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Predict(ReadOnlyMemory<float> intensity, Memory<double> probabilities, int threads, CancellationToken cancellation = default)
    {
        var (n, k) = (intensity.Length / Channels, Classes.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, (n + Block - 1) / Block, options, block =>
        {
            var (start, count) = (block * Block, Math.Min(Block, n - block * Block));
            Predict(intensity.Span.Slice(start * Channels, count * Channels), probabilities.Span.Slice(start * k, count * k));
        });
    }

    /// <summary>Decision values; positive for the first class of the pair.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="decisions">Receives shape (n, pairs), C order.</param>
    public void Decide(ReadOnlySpan<float> intensity, Span<double> decisions)
    {
        var (n, count) = (intensity.Length / Channels, squares.Length);
        var padded = ArrayPool<float>.Shared.Rent(4 * stride);
        var rented = ArrayPool<float>.Shared.Rent(4 * count);
        Span<float> tile = stackalloc float[8];
        try
        {
            for (var start = 0; start < n; start += 4)
            {
                var rows = Math.Min(4, n - start);
                padded.AsSpan(0, 4 * stride).Clear();
                for (var r = 0; r < rows; r++) intensity.Slice((start + r) * Channels, Channels).CopyTo(padded.AsSpan(r * stride));
                for (var v = 0; v < count; v += 2)
                {
                    DotTile.Compute(padded, stride, 0, rows, vectors, stride, v, Math.Min(2, count - v), tile);
                    for (var r = 0; r < rows; r++)
                    {
                        rented[r * count + v] = tile[2 * r];
                        if (v + 1 < count) rented[r * count + v + 1] = tile[2 * r + 1];
                    }
                }
                for (var r = 0; r < rows; r++)
                {
                    var values = rented.AsSpan(r * count, count);
                    Kernel.Apply(values, TensorPrimitives.SumOfSquares<float>(padded.AsSpan(r * stride, Channels)), squares);
                    for (var p = 0; p < Pairs.Count; p++) decisions[(start + r) * Pairs.Count + p] = WideDot.Of(values, Pairs[p].Coefficients) - Pairs[p].Rho;
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(padded);
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Class index by vote of the pairs, first of equals, as LIBSVM labels without probabilities.</summary>
    /// <param name="decisions">Decision values of one spectrum, shape (pairs).</param>
    public int Vote(ReadOnlySpan<double> decisions)
    {
        var votes = new int[Classes.Count];
        for (int p = 0, i = 0; i < votes.Length; i++)
            for (var j = i + 1; j < votes.Length; j++, p++) votes[decisions[p] > 0 ? i : j]++;
        return Array.IndexOf(votes, votes.Max());
    }

    void Couple(ReadOnlySpan<double> decisions, Span<double> coupled, Span<double> row)
    {
        var k = Classes.Count;
        for (int p = 0, i = 0; i < k; i++)
            for (var j = i + 1; j < k; j++, p++)
            {
                // Certainty would make the coupling divide by zero.
                var first = Math.Clamp(Pairs[p].Sigmoid.At(decisions[p]), 1e-7, 1 - 1e-7);
                coupled[i * k + j] = first;
                coupled[j * k + i] = 1 - first;
            }
        if (k == 2) (row[0], row[1]) = (coupled[1], coupled[2]);
        else PairwiseCoupling.Couple(coupled, row);
    }
}

/// <summary>The decision function of one pair of classes.</summary>
/// <param name="Coefficients">Sign times α of each support vector, shape (n).</param>
/// <param name="Rho">Offset.</param>
/// <param name="Sigmoid">Turns a decision value into the probability of the first class.</param>
public sealed record SvmPair(float[] Coefficients, double Rho, PlattSigmoid Sigmoid);

using System.Buffers;
using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// A trained support vector machine, one decision function per pair of classes. The probabilities come from the pairs' decision values
/// (<see cref="PlattSigmoid"/>, <see cref="PairwiseCoupling"/>), and the label is read off them.
/// </summary>
public sealed class SvmClassifier : IClassifier
{
    readonly double[] squares;

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
        for (var i = 0; i < count; i++) squares[i] = TensorPrimitives.SumOfSquares<float>(supportVectors.AsSpan(i * channels, channels));
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
        var decisions = new double[Pairs.Count];
        Span<double> coupled = new double[k * k];
        for (var s = 0; s < n; s++)
        {
            Decide(intensity.Slice(s * Channels, Channels), decisions);
            for (int p = 0, i = 0; i < k; i++)
                for (var j = i + 1; j < k; j++, p++)
                {
                    // Certainty would make the coupling divide by zero.
                    var first = Math.Clamp(Pairs[p].Sigmoid.At(decisions[p]), 1e-7, 1 - 1e-7);
                    coupled[i * k + j] = first;
                    coupled[j * k + i] = 1 - first;
                }
            var row = probabilities.Slice(s * k, k);
            if (k == 2)
            {
                row[0] = coupled[1];
                row[1] = coupled[2];
            }
            else PairwiseCoupling.Couple(coupled, row);
        }
    }

    /// <summary>Decision values of one spectrum; positive for the first class of the pair.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="decisions">Receives shape (pairs).</param>
    public void Decide(ReadOnlySpan<float> spectrum, Span<double> decisions)
    {
        var count = squares.Length;
        var rented = ArrayPool<float>.Shared.Rent(count);
        try
        {
            var values = rented.AsSpan(0, count);
            var vectors = SupportVectors.Span;
            for (var v = 0; v < count; v++) values[v] = TensorPrimitives.Dot(spectrum, vectors.Slice(v * Channels, Channels));
            Kernel.Apply(values, TensorPrimitives.SumOfSquares(spectrum), squares);
            for (var p = 0; p < Pairs.Count; p++)
            {
                var coefficients = Pairs[p].Coefficients.AsSpan();
                var sum = 0.0;
                for (var v = 0; v < count; v++) sum += (double)coefficients[v] * values[v];
                decisions[p] = sum - Pairs[p].Rho;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}

/// <summary>The decision function of one pair of classes.</summary>
/// <param name="Coefficients">Sign times α of each support vector, shape (n).</param>
/// <param name="Rho">Offset.</param>
/// <param name="Sigmoid">Turns a decision value into the probability of the first class.</param>
public sealed record SvmPair(float[] Coefficients, double Rho, PlattSigmoid Sigmoid);

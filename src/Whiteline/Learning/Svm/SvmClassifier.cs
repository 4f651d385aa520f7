using System.Buffers;
using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// A trained support vector machine with several classes. The probabilities come from the decision values (<see cref="PlattSigmoid"/>; of
/// pairs by <see cref="PairwiseCoupling"/>, of one class against the rest by dividing by their sum, as Zadrozny and Elkan, KDD 2002), and
/// the label is read off them.
/// </summary>
public sealed partial class SvmClassifier : IClassifier
{
    const int Block = 64;

    // Classes whose probabilities of pairs need no memory of their own.
    const int MostOnStack = 16;

    // Multipliers sum to 0 but for the rounding of each to float32.
    const double Rounding = 1e-6;

    // Distances and products keep their digits in float32 when the origin lies among the support vectors; a custom kernel is given the true ones.
    readonly float[]? origin;
    readonly SvmKernel effective;
    readonly KernelOrigin? seen;
    readonly PackedRows vectors;
    readonly double[] squares;
    readonly double[] offsets;
    readonly double[] excess;
    readonly (int From, int Count)[] ranges;

    /// <summary>Creates the classifier.</summary>
    /// <param name="classes">Labels, shape (k).</param>
    /// <param name="channels">Channels of a spectrum.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="supportVectors">Shape (n, channels), those of all pairs, each once.</param>
    /// <param name="functions">One per pair (i, j), i &lt; j, in lexicographic order, or one per class.</param>
    /// <param name="scheme">Which of the two.</param>
    /// <exception cref="BadInputException">The shapes disagree.</exception>
    public SvmClassifier(IReadOnlyList<string> classes, int channels, SvmKernel kernel, float[] supportVectors, IReadOnlyList<SvmFunction> functions, MulticlassScheme scheme = MulticlassScheme.OneVersusOne)
    {
        var count = channels > 0 ? supportVectors.Length / channels : 0;
        if (classes.Count < 2 || count < 1 || (long)count * channels != supportVectors.Length
            || functions.Count != FunctionCount(classes.Count, scheme) || functions.Any(function => function.Coefficients.Length != count))
            throw new BadInputException("The support vector machine is damaged: its classes, support vectors and coefficients do not fit together. Train the model again.");
        Classes = classes;
        Channels = channels;
        Kernel = kernel;
        SupportVectors = supportVectors;
        Functions = functions;
        Scheme = scheme;
        (var moved, effective) = kernel.On(supportVectors, channels);
        if (kernel.Kind != KernelKind.Custom)
        {
            origin = MedianRow.Of(moved, channels);
            if (effective.IsOfProducts) seen = new(effective, WideDot.Of(origin, origin), [.. moved.Chunk(channels).Select(vector => WideDot.Of(vector, origin))]);
            moved = [.. moved];
            for (var i = 0; i < count; i++) Move(moved.AsSpan(i * channels, channels));
        }
        vectors = new(moved, channels);
        squares = new double[count];
        for (var i = 0; i < count; i++) squares[i] = TensorPrimitives.SumOfSquares<float>(moved.AsSpan(i * channels, channels));
        ranges = [.. functions.Select(function => RangeOf(function.Coefficients))];
        offsets = [.. functions.Select(function => function.Coefficients.Select((a, j) => seen is null || a == 0 ? 0 : a * seen.Beyond(j)).Sum() - function.Rho)];
        excess = [.. functions.Select(function => seen is null ? 0 : ExcessOf(function.Coefficients))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <summary>The kernel.</summary>
    public SvmKernel Kernel { get; }

    /// <summary>Support vectors, shape (n, channels), C order.</summary>
    public ReadOnlyMemory<float> SupportVectors { get; }

    /// <summary>How two-class machines tell several classes apart.</summary>
    public MulticlassScheme Scheme { get; }

    /// <summary>One decision function per pair of classes, or per class.</summary>
    public IReadOnlyList<SvmFunction> Functions { get; }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
    {
        var k = Classes.Count;
        var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, k);
        var decisions = new double[Math.Min(n, Block) * Functions.Count];
        for (var start = 0; start < n; start += Block)
        {
            var count = Math.Min(Block, n - start);
            Decide(intensity.Slice(start * Channels, count * Channels), decisions);
            for (var s = 0; s < count; s++) Couple(decisions.AsSpan(s * Functions.Count, Functions.Count), probabilities.Slice((start + s) * k, k));
        }
        PredictionRows.LeaveUnknown(intensity, Channels, probabilities, k);
    }

    /// <summary>Class probabilities of many prepared spectra, in blocks on several cores.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="probabilities">Receives shape (n, k), C order; each row sums to 1.</param>
    /// <param name="threads">Bound on parallelism; at least 1.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Predict(ReadOnlyMemory<float> intensity, Memory<double> probabilities, int threads, CancellationToken cancellation = default)
    {
        var k = Classes.Count;
        var n = PredictionRows.Count(intensity.Length, Channels, probabilities.Length, k);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, (n + Block - 1) / Block, options, block =>
        {
            var (start, count) = (block * Block, Math.Min(Block, n - block * Block));
            Predict(intensity.Span.Slice(start * Channels, count * Channels), probabilities.Span.Slice(start * k, count * k));
        });
    }

    /// <summary>Class indices by <see cref="Vote"/>, without probabilities, in blocks on several cores.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="labels">Receives shape (n).</param>
    /// <param name="threads">Bound on parallelism; at least 1.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Label(ReadOnlyMemory<float> intensity, Memory<int> labels, int threads, CancellationToken cancellation = default)
    {
        var n = PredictionRows.Count(intensity.Length, Channels, labels.Length, 1);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, (n + Block - 1) / Block, options, block =>
        {
            var (start, count) = (block * Block, Math.Min(Block, n - block * Block));
            var decisions = new double[count * Functions.Count];
            Decide(intensity.Span.Slice(start * Channels, count * Channels), decisions);
            for (var s = 0; s < count; s++) labels.Span[start + s] = Vote(decisions.AsSpan(s * Functions.Count, Functions.Count));
        });
    }

    /// <summary>Decision values; positive for the first class of the pair, or for the class against the rest.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="decisions">Receives shape (n, functions), C order.</param>
    public void Decide(ReadOnlySpan<float> intensity, Span<double> decisions)
    {
        var n = PredictionRows.Count(intensity.Length, Channels, decisions.Length, Functions.Count);
        var (count, stride) = (squares.Length, vectors.Panels * PackedRows.Width);
        Span<double> onOrigin = stackalloc double[Block];
        Span<bool> isZero = stackalloc bool[Block];
        var spectra = ArrayPool<float>.Shared.Rent(Block * Channels);
        var kernels = ArrayPool<float>.Shared.Rent(Block * stride);
        try
        {
            for (var start = 0; start < n; start += Block)
            {
                var rows = Math.Min(Block, n - start);
                intensity.Slice(start * Channels, rows * Channels).CopyTo(spectra);
                for (var r = 0; r < rows && origin is not null; r++)
                {
                    var spectrum = spectra.AsSpan(r * Channels, Channels);
                    isZero[r] = Kernel.Kind == KernelKind.Cosine && !UnitSpectra.Normalise(spectrum);
                    if (seen is not null) onOrigin[r] = WideDot.Of(spectrum, origin);
                    Move(spectrum);
                }
                // A panel of support vectors stays in the cache while the block of spectra passes.
                for (var panel = 0; panel < vectors.Panels; panel++)
                    vectors.Multiply(spectra.AsSpan(0, rows * Channels), panel, kernels.AsSpan(panel * PackedRows.Width), stride);
                for (var r = 0; r < rows; r++)
                {
                    var values = kernels.AsSpan(r * stride, count);
                    if (seen is not null) seen.Apply(values, onOrigin[r]);
                    else effective.Apply(values, TensorPrimitives.SumOfSquares<float>(spectra.AsSpan(r * Channels, Channels)), squares);
                    for (var p = 0; p < Functions.Count; p++)
                    {
                        var (from, length) = ranges[p];
                        var sum = WideDot.Of(values.Slice(from, length), Functions[p].Coefficients.AsSpan(from, length)) + offsets[p];
                        if (excess[p] != 0) sum += excess[p] * effective.Of(onOrigin[r]);
                        decisions[(start + r) * Functions.Count + p] = isZero[r] ? -Functions[p].Rho : sum;
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(spectra);
            ArrayPool<float>.Shared.Return(kernels);
        }
    }

    /// <summary>
    /// Class index without probabilities: of pairs the class with the most votes, first of equals, as LIBSVM labels; of one against the rest
    /// the class with the largest value.
    /// </summary>
    /// <param name="decisions">Decision values of one spectrum, shape (functions).</param>
    public int Vote(ReadOnlySpan<double> decisions)
    {
        if (Scheme == MulticlassScheme.OneVersusRest) return TensorPrimitives.IndexOfMax(decisions);
        var votes = new int[Classes.Count];
        for (int p = 0, i = 0; i < votes.Length; i++)
            for (var j = i + 1; j < votes.Length; j++, p++) votes[decisions[p] > 0 ? i : j]++;
        return Array.IndexOf(votes, votes.Max());
    }

    /// <summary>+1 when a function's positive values speak for a class, −1 when its negative ones do, 0 when it does not know the class.</summary>
    /// <param name="function">Index of the function.</param>
    /// <param name="classIndex">Index of the class.</param>
    public int SignFor(int function, int classIndex)
    {
        if (Scheme == MulticlassScheme.OneVersusRest) return function == classIndex ? 1 : 0;
        var (first, pair) = (0, function);
        while (pair >= Classes.Count - 1 - first) pair -= Classes.Count - 1 - first++;
        return classIndex == first ? 1 : classIndex == first + 1 + pair ? -1 : 0;
    }

    /// <summary>Number of functions that tell so many classes apart.</summary>
    internal static int FunctionCount(int classes, MulticlassScheme scheme) => scheme == MulticlassScheme.OneVersusRest ? classes : classes * (classes - 1) / 2;

    void Move(Span<float> spectrum) => TensorPrimitives.Subtract(spectrum, origin, spectrum);

    static double ExcessOf(float[] coefficients)
    {
        var sum = coefficients.Sum(value => (double)value);
        return Math.Abs(sum) > Rounding * coefficients.Sum(value => Math.Abs((double)value)) ? sum : 0;
    }

    // Support vectors are sorted by class: a pair's lie close together.
    static (int From, int Count) RangeOf(float[] coefficients)
    {
        var from = Array.FindIndex(coefficients, value => value != 0);
        return from < 0 ? (0, 0) : (from, Array.FindLastIndex(coefficients, value => value != 0) + 1 - from);
    }

    /// <summary>Probabilities of one spectrum.</summary>
    /// <param name="decisions">Its decision values, shape (functions).</param>
    /// <param name="row">Receives shape (k).</param>
    internal void Couple(ReadOnlySpan<double> decisions, Span<double> row)
    {
        var k = Classes.Count;
        if (Scheme == MulticlassScheme.OneVersusRest)
        {
            for (var i = 0; i < k; i++) row[i] = Math.Clamp(Functions[i].Sigmoid.At(decisions[i]), 1e-7, 1 - 1e-7);
            TensorPrimitives.Divide(row, TensorPrimitives.Sum<double>(row), row);
            return;
        }
        Span<double> coupled = k <= MostOnStack ? stackalloc double[k * k] : new double[k * k];
        for (int p = 0, i = 0; i < k; i++)
            for (var j = i + 1; j < k; j++, p++)
            {
                // Certainty would make the coupling divide by zero.
                var first = Math.Clamp(Functions[p].Sigmoid.At(decisions[p]), 1e-7, 1 - 1e-7);
                coupled[i * k + j] = first;
                coupled[j * k + i] = 1 - first;
            }
        if (k == 2) (row[0], row[1]) = (coupled[1], coupled[2]);
        else PairwiseCoupling.Couple(coupled, row);
    }
}

/// <summary>The decision function of one pair of classes, or of one class against the rest.</summary>
/// <param name="Coefficients">Sign times α of each support vector, shape (n).</param>
/// <param name="Rho">Offset.</param>
/// <param name="Sigmoid">Turns a decision value into the probability of the first class.</param>
public sealed record SvmFunction(float[] Coefficients, double Rho, PlattSigmoid Sigmoid);

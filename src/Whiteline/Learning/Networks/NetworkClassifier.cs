using System.Collections.Concurrent;
using Whiteline.Numerics;

namespace Whiteline.Learning.Networks;

/// <summary>
/// A trained network: inference and its gradient in managed code, without a native library. Groups of a few spectra pass through all layers
/// together, so that feature maps stay in the caches of the core that made them. Numerically it is what PyTorch and libtorch compute in
/// evaluation mode, to the rounding of single precision; a spectrum's result does not depend on its neighbours or on threads.
/// </summary>
public sealed class NetworkClassifier : IDoubting, IExplainable
{
    // Spectra of a piece of parallel work.
    const int Block = 384;

    readonly ConcurrentBag<NetworkPass> passes = [];
    readonly IReadOnlyList<NetworkStage> stages;
    readonly StageRunner[] runners;
    readonly int group;

    /// <summary>Creates the classifier.</summary>
    /// <param name="classes">Labels, shape (k), in ordinal order.</param>
    /// <param name="channels">Channels of a prepared spectrum.</param>
    /// <param name="network">The architecture.</param>
    /// <param name="tensors">What <see cref="NetworkLayout.Tensors"/> lists, and nothing else. Kept, not copied.</param>
    /// <param name="inputMean">Mean intensity of the training set: the network sees (x − mean) · scale.</param>
    /// <param name="inputScale">One over the standard deviation of the training set's intensity.</param>
    /// <param name="temperature">The probabilities are softmax(logits / temperature) (Guo et al., ICML 2017); &gt; 0.</param>
    /// <exception cref="BadInputException">The architecture cannot be used, or the arrays do not fit it.</exception>
    public NetworkClassifier(
        IReadOnlyList<string> classes,
        int channels,
        NetworkDescription network,
        IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors,
        double inputMean = 0,
        double inputScale = 1,
        double temperature = 1)
    {
        NetworkCheck.Throw(classes, channels, network, tensors, inputMean, inputScale, temperature);
        (Classes, Channels, Network, Tensors) = (classes, channels, network, tensors);
        (InputMean, InputScale, Temperature) = (inputMean, inputScale, temperature);
        stages = NetworkCompiler.Compile(network, channels, classes.Count, tensors);
        group = NetworkPass.GroupOf(stages);
        runners = [.. stages.Select(stage => new StageRunner(stage, group))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <summary>The architecture.</summary>
    public NetworkDescription Network { get; }

    /// <summary>Names, shapes and values of the arrays, as <see cref="NetworkLayout.Tensors"/> lists them.</summary>
    public IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Tensors { get; }

    /// <summary>Mean intensity of the training set, which is subtracted.</summary>
    public double InputMean { get; }

    /// <summary>Factor of the intensity after the mean is subtracted.</summary>
    public double InputScale { get; }

    /// <summary>Divisor of the logits.</summary>
    public double Temperature { get; }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
    {
        var k = Classes.Count;
        Logits(intensity, probabilities);
        for (var i = 0; i < intensity.Length / Channels; i++) Softmax.Apply(probabilities.Slice(i * k, k), Temperature);
        PredictionRows.LeaveUnknown(intensity, Channels, probabilities, k);
    }

    /// <inheritdoc/>
    public int DoubtKinds => 1;

    /// <summary>The doubt is the energy −log Σ exp(logit) (Liu, Wang, Owens and Li, NeurIPS 2020): high where no class attracts the spectrum.</summary>
    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities, Span<double> doubts)
    {
        var k = Classes.Count;
        PredictionRows.Count(intensity.Length, Channels, doubts.Length, DoubtKinds);
        Logits(intensity, probabilities);
        for (var i = 0; i < intensity.Length / Channels; i++)
        {
            var logits = probabilities.Slice(i * k, k);
            doubts[i] = -Softmax.LogSumExp(logits);
            Softmax.Apply(logits, Temperature);
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
        ParallelWork.For((n + Block - 1) / Block, threads, block =>
        {
            var (start, count) = (block * Block, Math.Min(Block, n - block * Block));
            Predict(intensity.Span.Slice(start * Channels, count * Channels), probabilities.Span.Slice(start * k, count * k));
        }, cancellation);
    }

    /// <summary>The network's outputs before the temperature and the softmax.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="logits">Receives shape (n, k), C order.</param>
    /// <exception cref="BadInputException">The intensities are no whole number of spectra.</exception>
    /// <exception cref="ArgumentException">There is not room for the outputs of all.</exception>
    public void Logits(ReadOnlySpan<float> intensity, Span<double> logits)
    {
        var k = Classes.Count;
        var n = PredictionRows.Count(intensity.Length, Channels, logits.Length, k);
        if (!passes.TryTake(out var pass)) pass = new(stages, runners, group);
        for (var start = 0; start < n; start += group)
        {
            var count = Math.Min(group, n - start);
            var made = pass.Run(count, intensity.Slice(start * Channels, count * Channels), (float)InputMean, (float)InputScale);
            for (var i = 0; i < count * k; i++) logits[start * k + i] = made[i];
        }
        passes.Add(pass);
    }

    /// <summary>Gradient of a class's logit with respect to the prepared intensity, by backpropagation through the network.</summary>
    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> spectrum, int classIndex, Span<double> sensitivity) =>
        NetworkGradient.Compute(stages, spectrum, InputMean, InputScale, classIndex, sensitivity);
}

using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>The second-moment matrix of spectra weighted for Poisson noise, streamed.</summary>
static class WeightedCovariance
{
    /// <summary>Shape (channels, channels). Blocks are added in order, so the number of threads changes nothing.</summary>
    public static Matrix<double> Of(ISpectra input, float[] channelWeights, StepContext context)
    {
        var channels = input.Axis.Count;
        var sum = new double[channels * channels];
        const int Block = 512;
        var samples = new float[Block * channels];
        for (var first = 0; first < input.Count; first += Block)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(Block, input.Count - first);
            input.Read(first, count, samples.AsSpan(0, count * channels));
            var columns = Transposed(samples, count, channels, channelWeights);
            var options = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
            Parallel.For(0, channels, options, a =>
            {
                var left = columns.AsSpan(a * count, count);
                for (var b = a; b < channels; b++)
                    sum[a * channels + b] += TensorPrimitives.Dot<float>(left, columns.AsSpan(b * count, count));
            });
        }
        return Matrix<double>.Build.Dense(channels, channels, (a, b) => sum[Math.Min(a, b) * channels + Math.Max(a, b)] / input.Count);
    }

    // Shape (channels, count), each sample divided by the roots of its channel's and its pixel's mean.
    static float[] Transposed(float[] samples, int count, int channels, float[] channelWeights)
    {
        var columns = new float[count * channels];
        for (var i = 0; i < count; i++)
        {
            var row = samples.AsSpan(i * channels, channels);
            var mean = TensorPrimitives.Sum<float>(row) / channels;
            var weight = mean > 0 ? 1 / MathF.Sqrt(mean) : 0;
            for (var c = 0; c < channels; c++) columns[c * count + i] = row[c] * weight * channelWeights[c];
        }
        return columns;
    }
}

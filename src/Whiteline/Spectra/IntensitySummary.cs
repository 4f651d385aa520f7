using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Spectra;

/// <summary>Sum, extremes and mean of a signal's samples. One sample that is not a number makes all four not a number.</summary>
/// <param name="Sum">Sum in float64.</param>
/// <param name="Min">Smallest sample.</param>
/// <param name="Max">Largest sample.</param>
/// <param name="Mean">Sum over count.</param>
public sealed record IntensitySummary(double Sum, double Min, double Max, double Mean)
{
    const int BlockSamples = 1 << 16;

    /// <summary>Reads all samples once, in blocks: the memory needed does not depend on the size of the file.</summary>
    /// <exception cref="BadInputException">The file ends early or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IntensitySummary Of(ISampleSource samples, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (sum, min, max) = (0.0, double.PositiveInfinity, double.NegativeInfinity);
        var buffer = new double[(int)Math.Min(samples.Count, BlockSamples)];
        for (var start = 0L; start < samples.Count; start += buffer.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = buffer.AsSpan(0, (int)Math.Min(buffer.Length, samples.Count - start));
            samples.Read(start, block);
            sum += TensorPrimitives.Sum<double>(block);
            min = Math.Min(min, TensorPrimitives.Min<double>(block));
            max = Math.Max(max, TensorPrimitives.Max<double>(block));
            progress?.Report(new("Reading samples", start + block.Length, samples.Count));
        }
        return samples.Count == 0 ? new(0, double.NaN, double.NaN, double.NaN) : new(sum, min, max, sum / samples.Count);
    }
}

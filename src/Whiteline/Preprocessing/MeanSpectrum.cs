using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>The mean of many spectra, streamed in blocks. Blocks are summed in order, so the number of threads changes nothing.</summary>
public static class MeanSpectrum
{
    // About 32 MB of samples a block: large enough to read fast, small enough for many threads.
    const int BlockSamples = 8 << 20;

    /// <summary>Spectra per block for an axis.</summary>
    public static int BlockSize(EnergyAxis axis) => Math.Max(1, BlockSamples / axis.Count);

    /// <summary>Mean intensity per channel, shape (channels). Per-spectrum shifts are not applied.</summary>
    public static float[] Of(ISpectra spectra, StepContext context)
    {
        var channels = spectra.Axis.Count;
        var block = BlockSize(spectra.Axis);
        var blocks = (spectra.Count + block - 1) / block;
        var sums = new double[blocks][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
        Parallel.For(0, blocks, options, () => Array.Empty<float>(), (b, _, buffer) =>
        {
            var count = Math.Min(block, spectra.Count - b * block);
            if (buffer.Length < count * channels) buffer = new float[count * channels];
            var samples = buffer.AsSpan(0, count * channels);
            spectra.Read(b * block, count, samples);
            var sum = sums[b] = new double[channels];
            for (var i = 0; i < count; i++)
            {
                var row = samples.Slice(i * channels, channels);
                for (var c = 0; c < channels; c++) sum[c] += row[c];
            }
            return buffer;
        }, _ => { });
        var mean = new float[channels];
        for (var c = 0; c < channels; c++) mean[c] = (float)(sums.Sum(sum => sum[c]) / spectra.Count);
        return mean;
    }
}

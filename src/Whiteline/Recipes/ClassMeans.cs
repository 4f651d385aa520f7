using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>The mean prepared spectrum of the pixels of each class, before normalisation. Sums are added in order of the blocks.</summary>
static class ClassMeans
{
    public static IReadOnlyList<NamedSpectrum> Of(OxidationMap map, Prediction prediction, StepContext context, IProgress<WorkProgress>? progress)
    {
        var spectra = prediction.Unnormalised;
        var channels = spectra.Axis.Count;
        var blocks = (map.Pixels + prediction.BlockSize - 1) / prediction.BlockSize;
        var sums = new double[blocks][];
        var done = 0;
        ParallelWork.For(blocks, context.Threads, b =>
        {
            var first = b * prediction.BlockSize;
            var count = Math.Min(prediction.BlockSize, map.Pixels - first);
            var block = spectra.ReadBlock(first, count);
            var sum = sums[b] = new double[map.Labels.Count * channels];
            for (var i = 0; i < count; i++)
            {
                if (map.WinnerAt(first + i) is not (var winner and >= 0)) continue;
                var row = block[i];
                for (var c = 0; c < channels; c++) sum[winner * channels + c] += row[c];
            }
            progress?.Report(new("class means", Interlocked.Add(ref done, count), map.Pixels));
        }, context.Cancellation);
        var counts = map.Counts();
        var means = new List<NamedSpectrum>();
        for (var label = 0; label < counts.Length; label++)
        {
            if (counts[label] == 0) continue;
            var mean = new float[channels];
            for (var c = 0; c < channels; c++) mean[c] = (float)(sums.Sum(sum => sum[label * channels + c]) / counts[label]);
            means.Add(new(map.Labels[label], spectra.Axis, mean));
        }
        return means;
    }
}

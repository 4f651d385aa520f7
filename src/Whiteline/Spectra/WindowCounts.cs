using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Spectra;

/// <summary>The counts of each pixel in a window of energies: the image that a window of the spectrum gives.</summary>
public static class WindowCounts
{
    const int BlockSamples = 1 << 20;

    /// <summary>Sums the channels of a window pixel by pixel.</summary>
    /// <param name="image">The image.</param>
    /// <param name="window">Energies, eV; clipped to the axis.</param>
    /// <param name="threads">Bound on threads; changes no sum.</param>
    /// <param name="cancellation">Stops the pass.</param>
    /// <returns>Shape (rows, columns), C order.</returns>
    /// <exception cref="BadInputException">The axis has no channel in the window.</exception>
    public static float[] Of(SpectrumImage image, EnergyWindow window, int threads = 1, CancellationToken cancellation = default)
    {
        var channels = image.Axis.ChannelsIn(window);
        if (channels.Start.Value >= channels.End.Value) throw new BadInputException($"No channel lies in {window}; the axis covers {image.Axis}. Choose a window inside.");
        var counts = new float[image.Count];
        var size = Math.Max(1, BlockSamples / image.Axis.Count);
        ParallelWork.For((image.Count + size - 1) / size, threads, block =>
        {
            var first = block * size;
            var pixels = Math.Min(size, image.Count - first);
            var samples = new float[pixels * image.Axis.Count];
            image.Read(first, pixels, samples);
            for (var i = 0; i < pixels; i++) counts[first + i] = TensorPrimitives.Sum<float>(samples.AsSpan(i * image.Axis.Count, image.Axis.Count)[channels]);
        }, cancellation);
        return counts;
    }
}

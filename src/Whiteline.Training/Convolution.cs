using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whiteline.Training;

/// <summary>
/// Convolution along the channels. On a processor it is one matrix product of the shifted maps: the slopes of libtorch's own in float32 were seen to depend on what memory held that nobody
/// had written, with few maps on a processor with AVX-512: mostly nothing comes of it, at times another result or NaN. In float64 they do not.
/// </summary>
static class Convolution
{
    /// <summary>Maps after the convolution, shape (n, filters, width over stride); as wide as before where the stride is 1.</summary>
    /// <param name="maps">Shape (n, maps, width).</param>
    /// <param name="weight">Shape (filters, maps, kernel), the kernel odd.</param>
    /// <param name="stride">Step between the places that are kept.</param>
    public static Tensor Of(Tensor maps, Tensor weight, long stride = 1)
    {
        var reach = weight.shape[2] / 2;
        return OfPadded(functional.pad(maps, [reach, reach]), weight, stride);
    }

    /// <summary>The same of maps that need no padding, or have it.</summary>
    public static Tensor OfPadded(Tensor maps, Tensor weight, long stride = 1)
    {
        if (maps.device_type != DeviceType.CPU) return functional.conv1d(maps, weight, null, stride);
        var kernel = weight.shape[2];
        var width = maps.shape[2] - kernel + 1;
        if (kernel == 1 && stride == 1) return matmul(weight.squeeze(2), maps);
        Tensor[] shifted = [.. Enumerable.Range(0, (int)kernel).Select(tap => maps.slice(2, tap, tap + width, stride))];
        // Taps before maps, as the maps were put together.
        return matmul(weight.permute(0, 2, 1).flatten(1), cat(shifted, 1));
    }
}

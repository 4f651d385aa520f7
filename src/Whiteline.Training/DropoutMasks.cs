using TorchSharp;
using Whiteline.Numerics;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>
/// Masks of dropout (Srivastava et al., JMLR 15, 2014): 0 for a dropped value and 1 / (1 − share) for the others. On a processor they come from
/// our own generator, sixteen bits a value, which is many times faster than libtorch's draw of one float a value; elsewhere from a
/// generator of the device that belongs to one network, so that networks trained side by side cannot change each other's masks.
/// </summary>
sealed class DropoutMasks(Device device) : IDisposable
{
    const int Steps = 1 << 16;

    readonly Generator? generator = device.type == DeviceType.CPU ? null : new(0, device);
    RandomSource random = new(default);

    /// <summary>Starts the masks that belong to the seed.</summary>
    public void Start(Seed seed)
    {
        random = seed.Random();
        generator?.manual_seed(unchecked((long)seed.Value));
    }

    /// <summary>A mask of the shape, and where it can be the memory layout, of a tensor.</summary>
    public Tensor Like(Tensor x, double share)
    {
        using var _ = no_grad();
        if (generator is not null) return empty_like(x).bernoulli_(1 - share, generator).div_(Number.Of(1 - share));
        var mask = empty(x.numel());
        Fill(FlatVector.Span(mask), share, random);
        var strides = x.stride();
        var extent = 1 + x.shape.Zip(strides, (size, stride) => (size - 1) * stride).Sum();
        return extent == x.numel() ? mask.as_strided(x.shape, strides) : mask.view(x.shape);
    }

    /// <summary>Draws a mask. The share is rounded to a 65,536th.</summary>
    public static void Fill(Span<float> mask, double share, RandomSource random)
    {
        var dropped = (ulong)Math.Round(share * Steps);
        var kept = (float)(Steps / (double)(Steps - Math.Min(dropped, Steps - 1)));
        ulong bits = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            bits = i % 4 == 0 ? random.NextUInt64() : bits >> 16;
            mask[i] = (bits & (Steps - 1)) < dropped ? 0 : kept;
        }
    }

    public void Dispose() => generator?.Dispose();
}

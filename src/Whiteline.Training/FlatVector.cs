using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>Copies between vectors of libtorch, on whatever device, and arrays.</summary>
static class FlatVector
{
    public static float[] Read(Tensor vector)
    {
        using var copy = vector.cpu();
        return copy.data<float>().ToArray();
    }

    public static void Write(Tensor vector, float[] values)
    {
        using var _ = no_grad();
        using var source = tensor(values);
        vector.copy_(source);
    }

    /// <summary>The memory of a contiguous float32 tensor on the host, in place.</summary>
    public static Span<float> Span(Tensor host) => MemoryMarshal.Cast<byte, float>(host.bytes);
}

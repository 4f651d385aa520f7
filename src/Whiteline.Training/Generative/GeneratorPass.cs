using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>The generator network in plain C#: what it makes depends on no library, thread or device.</summary>
/// <param name="shape">Sizes.</param>
/// <param name="tensors">Arrays by their names in <see cref="GeneratorShape.Layout"/>.</param>
sealed class GeneratorPass(GeneratorShape shape, NamedTensors tensors)
{
    /// <summary>Forward pass of one spectrum.</summary>
    /// <param name="input">Shape (inputs).</param>
    /// <param name="correction">Receives shape (latents).</param>
    /// <param name="spectrum">Receives shape (channels): the correction of the clean spectrum.</param>
    public void Forward(ReadOnlySpan<float> input, Span<float> correction, Span<float> spectrum)
    {
        var hidden = tensors.Dense("dense.1", tensors.Dense("dense.0", input, bend: true), bend: true);
        tensors.Dense("correction", hidden, bend: false).CopyTo(correction);
        var maps = tensors.Dense("maps", hidden, bend: true);
        var width = shape.Base;
        for (var stage = 0; stage < GeneratorShape.Stages; stage++)
        {
            maps = Double(maps, width);
            width *= 2;
            maps = Convolve($"stages.{stage}", maps, width, bend: true);
        }
        Convolve("output", maps, width, bend: false).AsSpan(0, shape.Channels).CopyTo(spectrum);
    }

    // Twice as many positions, by linear interpolation between the middles of the old; the ends are held.
    static float[] Double(float[] maps, int width)
    {
        var doubled = new float[2 * maps.Length];
        for (var at = 0; at < maps.Length; at += width)
            for (var i = 0; i < width; i++)
            {
                var here = maps[at + i];
                doubled[2 * (at + i)] = 0.75f * here + 0.25f * maps[at + Math.Max(0, i - 1)];
                doubled[2 * (at + i) + 1] = 0.75f * here + 0.25f * maps[at + Math.Min(width - 1, i + 1)];
            }
        return doubled;
    }

    float[] Convolve(string name, float[] maps, int width, bool bend)
    {
        var (weights, biases) = (tensors[$"{name}.weight"], tensors[$"{name}.bias"]);
        const int half = GeneratorShape.Kernel / 2;
        var inputs = maps.Length / width;
        var output = new float[biases.Length * width];
        for (var o = 0; o < biases.Length; o++)
        {
            var row = output.AsSpan(o * width, width);
            row.Fill(biases[o]);
            for (var i = 0; i < inputs; i++)
                for (var k = -half; k <= half; k++)
                {
                    var (from, to) = (Math.Max(0, -k), Math.Min(width, width - k));
                    var weight = weights[(o * inputs + i) * GeneratorShape.Kernel + k + half];
                    TensorPrimitives.MultiplyAdd(maps.AsSpan(i * width + from + k, to - from), weight, row[from..to], row[from..to]);
                }
            if (!bend) continue;
            for (var c = 0; c < width; c++)
                if (row[c] < 0) row[c] *= (float)GeneratorShape.Leak;
        }
        return output;
    }
}

using System.Numerics.Tensors;

namespace Whiteline.Training.Generative;

/// <summary>The arrays of a small network in managed memory, with its dense layers in plain C#.</summary>
sealed class NamedTensors
{
    readonly Dictionary<string, float[]> arrays = new(StringComparer.Ordinal);

    /// <param name="layout">Names and shapes.</param>
    /// <param name="values">All arrays, one after the other.</param>
    public NamedTensors(IReadOnlyList<(string Name, int[] Shape)> layout, ReadOnlySpan<float> values)
    {
        var at = 0;
        foreach (var (name, shape) in layout)
        {
            var length = shape.Aggregate(1, (product, size) => product * size);
            arrays[name] = values.Slice(at, length).ToArray();
            at += length;
        }
    }

    /// <summary>One array.</summary>
    public float[] this[string name] => arrays[name];

    /// <summary>A dense layer.</summary>
    /// <param name="name">Name before <c>.weight</c> and <c>.bias</c>.</param>
    /// <param name="input">Shape (inputs).</param>
    /// <param name="bend">True for a leaky rectifier after it.</param>
    public float[] Dense(string name, ReadOnlySpan<float> input, bool bend)
    {
        var (weights, biases) = (arrays[$"{name}.weight"], arrays[$"{name}.bias"]);
        var output = new float[biases.Length];
        for (var o = 0; o < output.Length; o++)
        {
            var value = biases[o] + TensorPrimitives.Dot(weights.AsSpan(o * input.Length, input.Length), input);
            output[o] = bend && value < 0 ? (float)GeneratorShape.Leak * value : value;
        }
        return output;
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Whiteline.Learning.Networks;

/// <summary>The nonlinearities on arrays, and one value at a time with their slopes.</summary>
static class Activations
{
    const float Leak = 0.01f;

    /// <summary>Applies one to every value, in place. A value that is not a number stays one.</summary>
    public static void Apply(Activation activation, Span<float> values)
    {
        switch (activation)
        {
            case Activation.Relu: Map<Relu>(values, activation); break;
            case Activation.LeakyRelu: Map<LeakyRelu>(values, activation); break;
            case Activation.Elu: Map<Elu>(values, activation); break;
            case Activation.Silu: Map<Silu>(values, activation); break;
            default: TensorPrimitives.Tanh(values, values); break;
        }
    }

    /// <summary>One value.</summary>
    public static double Of(Activation activation, double x) => activation switch
    {
        Activation.Relu => x < 0 ? 0 : x,
        Activation.LeakyRelu => x < 0 ? Leak * x : x,
        Activation.Elu => x < 0 ? Math.Exp(x) - 1 : x,
        Activation.Silu => x / (1 + Math.Exp(-x)),
        _ => Math.Tanh(x),
    };

    /// <summary>Slope at a value; at the kink of a rectifier the slope below it, as PyTorch takes it.</summary>
    public static double Slope(Activation activation, double x) => activation switch
    {
        Activation.Relu => x > 0 ? 1 : 0,
        Activation.LeakyRelu => x > 0 ? 1 : Leak,
        Activation.Elu => x > 0 ? 1 : Math.Exp(x),
        Activation.Silu => Sigmoid(x) * (1 + x * (1 - Sigmoid(x))),
        _ => 1 - Math.Tanh(x) * Math.Tanh(x),
    };

    static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    static void Map<T>(Span<float> values, Activation activation) where T : IMap
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref var x in vectors) x = T.Of(x);
        foreach (ref var x in values[(vectors.Length * Vector<float>.Count)..]) x = (float)Of(activation, x);
    }

    interface IMap
    {
        static abstract Vector<float> Of(Vector<float> x);
    }

    readonly struct Relu : IMap
    {
        public static Vector<float> Of(Vector<float> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector<float>.Zero, x);
    }

    readonly struct LeakyRelu : IMap
    {
        public static Vector<float> Of(Vector<float> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Leak * x, x);
    }

    readonly struct Elu : IMap
    {
        public static Vector<float> Of(Vector<float> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector.Exp(x) - Vector<float>.One, x);
    }

    readonly struct Silu : IMap
    {
        public static Vector<float> Of(Vector<float> x) => x / (Vector<float>.One + Vector.Exp(-x));
    }
}

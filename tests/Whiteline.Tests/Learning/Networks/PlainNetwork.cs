using Whiteline.Learning.Networks;

namespace Whiteline.Tests.Learning.Networks;

/// <summary>A network computed straight from its definition in double precision, one value after another: maps are [map][position].</summary>
static class PlainNetwork
{
    public static double[] Logits(NetworkClassifier network, ReadOnlySpan<double> spectrum)
    {
        var standardised = spectrum.ToArray().Select(x => (x - network.InputMean) * network.InputScale).ToArray();
        double[][] maps = [standardised];
        var description = network.Network;
        for (var i = 0; i < description.Blocks.Count; i++)
        {
            var block = description.Blocks[i];
            maps = Convolve(maps, network, $"blocks.{i}", block.Kernel, block.Stride, block.Padded);
            maps = Nonlinear(maps, network, $"blocks.{i}", block.Activation, block.Normalisation);
            if (block.Pooling != Pooling.None) maps = [.. maps.Select(map => Pool(map, block))];
        }
        if (description is { Blocks.Count: > 0, Head: NetworkHead.ClassMaps })
            return [.. Normalise(Convolve(maps, network, "output", 1, 1, false), network, "output").Select(map => map.Average())];
        var values = description is { Blocks.Count: > 0, Head: NetworkHead.GlobalAverage } ? maps.Select(map => map.Average()) : maps.SelectMany(map => map);
        maps = [.. values.Select(value => new[] { value })];
        for (var i = 0; i < description.Dense.Count; i++)
            maps = Nonlinear(Convolve(maps, network, $"dense.{i}", 1, 1, false), network, $"dense.{i}", description.Dense[i].Activation, description.Dense[i].Normalisation);
        return [.. Convolve(maps, network, "output", 1, 1, false).Select(map => map[0])];
    }

    static double[][] Convolve(double[][] maps, NetworkClassifier network, string name, int kernel, int stride, bool padded)
    {
        var weight = network.Tensors[$"{name}.weight"].Values;
        var bias = network.Tensors[$"{name}.bias"].Values;
        var front = padded ? (kernel - 1) / 2 : 0;
        var width = (maps[0].Length + (padded ? kernel - 1 : 0) - kernel) / stride + 1;
        return [.. bias.Select((b, f) => Enumerable.Range(0, width).Select(p =>
        {
            double sum = b;
            for (var m = 0; m < maps.Length; m++)
                for (var k = 0; k < kernel; k++)
                    if (p * stride + k - front is >= 0 and var at && at < maps[m].Length) sum += maps[m][at] * weight[(f * maps.Length + m) * kernel + k];
            return sum;
        }).ToArray())];
    }

    static double[][] Nonlinear(double[][] maps, NetworkClassifier network, string name, Activation activation, BatchNormalisation place)
    {
        if (place == BatchNormalisation.BeforeActivation) maps = Normalise(maps, network, name);
        maps = [.. maps.Select(map => map.Select(x => Activate(x, activation)).ToArray())];
        return place == BatchNormalisation.AfterActivation ? Normalise(maps, network, name) : maps;
    }

    static double[][] Normalise(double[][] maps, NetworkClassifier network, string name)
    {
        float Of(string part, int f) => network.Tensors[$"{name}.norm.{part}"].Values[f];
        return [.. maps.Select((map, f) => map.Select(x => (x - Of("mean", f)) / Math.Sqrt(Of("variance", f) + 1e-5) * Of("weight", f) + Of("bias", f)).ToArray())];
    }

    static double[] Pool(double[] map, ConvolutionBlock block) =>
        [.. map.Chunk(block.Pool).Where(part => part.Length == block.Pool).Select(part => block.Pooling == Pooling.Max ? part.Max() : part.Average())];

    static double Activate(double x, Activation activation) => activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.LeakyRelu => x > 0 ? x : 0.01 * x,
        Activation.Elu => x > 0 ? x : Math.Exp(x) - 1,
        Activation.Silu => x / (1 + Math.Exp(-x)),
        _ => Math.Tanh(x),
    };
}

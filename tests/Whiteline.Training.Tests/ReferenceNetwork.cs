using Whiteline.Learning.Networks;

namespace Whiteline.Training.Tests;

/// <summary>The forward pass of a described network by its definition, one spectrum at a time, in double precision.</summary>
sealed class ReferenceNetwork(NetworkDescription network, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
{
    public double[] Logits(ReadOnlySpan<float> spectrum)
    {
        double[][] maps = [Array.ConvertAll(spectrum.ToArray(), value => (double)value)];
        for (var i = 0; i < network.Blocks.Count; i++) maps = Block(maps, network.Blocks[i], $"blocks.{i}");
        if (network.Blocks.Count > 0 && network.Head == NetworkHead.ClassMaps)
        {
            var positions = maps[0].Length;
            var columns = Enumerable.Range(0, positions).Select(p => Normalise(Linear([.. maps.Select(map => map[p])], "output"), "output")).ToArray();
            return [.. Enumerable.Range(0, columns[0].Length).Select(c => columns.Average(column => column[c]))];
        }
        double[] x = network.Blocks.Count > 0 && network.Head == NetworkHead.GlobalAverage ? [.. maps.Select(map => map.Average())] : [.. maps.SelectMany(map => map)];
        for (var i = 0; i < network.Dense.Count; i++)
        {
            var layer = network.Dense[i];
            x = Linear(x, $"dense.{i}");
            if (layer.Normalisation == BatchNormalisation.BeforeActivation) x = Normalise(x, $"dense.{i}");
            x = Array.ConvertAll(x, value => Bend(value, layer.Activation));
            if (layer.Normalisation == BatchNormalisation.AfterActivation) x = Normalise(x, $"dense.{i}");
        }
        return Linear(x, "output");
    }

    double[][] Block(double[][] maps, ConvolutionBlock block, string name)
    {
        var (weight, bias) = (tensors[$"{name}.weight"].Values, tensors[$"{name}.bias"].Values);
        var front = block.Padded ? (block.Kernel - 1) / 2 : 0;
        var result = new double[block.Filters][];
        for (var f = 0; f < block.Filters; f++)
        {
            result[f] = new double[block.WidthAfterConvolution(maps[0].Length)];
            for (var p = 0; p < result[f].Length; p++)
            {
                result[f][p] = bias[f];
                for (var m = 0; m < maps.Length; m++)
                    for (var k = 0; k < block.Kernel; k++)
                    {
                        var at = p * block.Stride + k - front;
                        if (at >= 0 && at < maps[m].Length) result[f][p] += maps[m][at] * weight[(f * maps.Length + m) * block.Kernel + k];
                    }
            }
        }
        for (var p = 0; p < result[0].Length; p++)
        {
            var column = Array.ConvertAll(result, map => map[p]);
            if (block.Normalisation == BatchNormalisation.BeforeActivation) column = Normalise(column, name);
            column = Array.ConvertAll(column, value => Bend(value, block.Activation));
            if (block.Normalisation == BatchNormalisation.AfterActivation) column = Normalise(column, name);
            for (var f = 0; f < column.Length; f++) result[f][p] = column[f];
        }
        if (block.Pooling == Pooling.None || block.Pool == 1) return result;
        return Array.ConvertAll(result, map => Enumerable.Range(0, map.Length / block.Pool)
            .Select(p => map.AsSpan(p * block.Pool, block.Pool).ToArray())
            .Select(values => block.Pooling == Pooling.Max ? values.Max() : values.Average()).ToArray());
    }

    double[] Linear(double[] x, string name)
    {
        var (weight, bias) = (tensors[$"{name}.weight"].Values, tensors[$"{name}.bias"].Values);
        return [.. bias.Select((value, unit) => value + x.Select((input, i) => input * weight[unit * x.Length + i]).Sum())];
    }

    double[] Normalise(double[] x, string name) => [.. x.Select((value, i) =>
        (value - tensors[$"{name}.norm.mean"].Values[i]) / Math.Sqrt(tensors[$"{name}.norm.variance"].Values[i] + NetworkLayout.Epsilon)
        * tensors[$"{name}.norm.weight"].Values[i] + tensors[$"{name}.norm.bias"].Values[i])];

    static double Bend(double x, Activation activation) => activation switch
    {
        Activation.Relu => Math.Max(0, x),
        Activation.LeakyRelu => x > 0 ? x : 0.01 * x,
        Activation.Elu => x > 0 ? x : Math.Exp(x) - 1,
        Activation.Silu => x / (1 + Math.Exp(-x)),
        _ => Math.Tanh(x),
    };
}

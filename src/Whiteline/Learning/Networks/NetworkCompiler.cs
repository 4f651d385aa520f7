namespace Whiteline.Learning.Networks;

/// <summary>
/// Makes a network's stages out of its arrays. Batch normalisation in evaluation mode is an affine map of each feature map (Ioffe and
/// Szegedy, 2015, section 3.1): between linear map and activation it is folded into weights and bias, after the activation it stays an
/// affine map. The head <see cref="NetworkHead.ClassMaps"/> is affine in the maps, so the mean over positions may be taken first; its convolution
/// of width 1 is then a dense layer.
/// </summary>
static class NetworkCompiler
{
    /// <summary>The stages in order; the last makes the logits.</summary>
    /// <param name="network">An architecture without problems.</param>
    /// <param name="channels">Channels of a prepared spectrum.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="tensors">As <see cref="NetworkLayout.Tensors"/> lists them.</param>
    public static IReadOnlyList<NetworkStage> Compile(
        NetworkDescription network, int channels, int classes, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
    {
        var stages = new List<NetworkStage>();
        var (maps, width) = (1, channels);
        for (var i = 0; i < network.Blocks.Count; i++)
        {
            stages.Add(Convolution($"blocks.{i}", network.Blocks[i], maps, width, network.Head != NetworkHead.Flatten && i == network.Blocks.Count - 1, tensors));
            (maps, width) = (network.Blocks[i].Filters, network.Blocks[i].WidthAfter(width));
        }
        var values = stages.Count > 0 ? stages[^1].OutputLength : channels;
        var positions = values / maps;
        for (var i = 0; i < network.Dense.Count; i++)
        {
            var layer = network.Dense[i];
            stages.Add(Dense($"dense.{i}", values, positions, layer.Activation, layer.Normalisation, tensors));
            (values, positions) = (layer.Units, 1);
        }
        var normalised = stages.Count > 0 && network.Blocks.Count > 0 && network.Head == NetworkHead.ClassMaps;
        stages.Add(Dense("output", values, positions, null, normalised ? BatchNormalisation.BeforeActivation : BatchNormalisation.None, tensors));
        return stages;
    }

    static NetworkStage Convolution(
        string name, ConvolutionBlock block, int maps, int width, bool mean, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
    {
        var depth = maps * block.Kernel;
        var pool = block.Pooling == Pooling.None ? 1 : block.Pool;
        var stored = tensors[$"{name}.weight"].Values;
        var weights = new float[stored.Length];
        for (var f = 0; f < block.Filters; f++)
            for (var m = 0; m < maps; m++)
                for (var k = 0; k < block.Kernel; k++) weights[f * depth + k * maps + m] = stored[f * depth + m * block.Kernel + k];
        var (bias, affine) = Normalise(name, block.Normalisation, weights, tensors);
        return new()
        {
            Name = name,
            InputLength = (width + (block.Padded ? block.Kernel - 1 : 0)) * maps,
            Front = block.Padded ? (block.Kernel - 1) / 2 * maps : 0,
            Rows = block.WidthAfter(width) * pool,
            RowStep = block.Stride * maps,
            Depth = depth,
            Weights = weights,
            Bias = bias,
            Affine = affine,
            Activation = block.Activation,
            Pooling = pool == 1 ? Pooling.None : block.Pooling,
            Pool = pool,
            Mean = mean,
        };
    }

    // Stored weights expect the order (map, position); the stage before makes (position, map).
    static NetworkStage Dense(
        string name, int values, int positions, Activation? activation, BatchNormalisation normalisation, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
    {
        var stored = tensors[$"{name}.weight"].Values;
        var weights = new float[stored.Length];
        var maps = values / positions;
        for (var start = 0; start < stored.Length; start += values)
            for (var m = 0; m < maps; m++)
                for (var p = 0; p < positions; p++) weights[start + p * maps + m] = stored[start + m * positions + p];
        var (bias, affine) = Normalise(name, normalisation, weights, tensors);
        return new()
        {
            Name = name,
            InputLength = values,
            Front = 0,
            Rows = 1,
            RowStep = 0,
            Depth = values,
            Weights = weights,
            Bias = bias,
            Affine = affine,
            Activation = activation,
        };
    }

    static (float[] Bias, (float[] Scale, float[] Shift)? Affine) Normalise(
        string name, BatchNormalisation normalisation, float[] weights, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
    {
        var bias = tensors[$"{name}.bias"].Values;
        if (normalisation == BatchNormalisation.None) return (bias, null);
        float[] gamma = tensors[$"{name}.norm.weight"].Values, beta = tensors[$"{name}.norm.bias"].Values;
        float[] mean = tensors[$"{name}.norm.mean"].Values, variance = tensors[$"{name}.norm.variance"].Values;
        var factors = new double[bias.Length];
        for (var f = 0; f < factors.Length; f++) factors[f] = gamma[f] / Math.Sqrt(variance[f] + NetworkLayout.Epsilon);
        if (normalisation == BatchNormalisation.AfterActivation)
            return (bias, ([.. factors.Select(factor => (float)factor)], [.. factors.Select((factor, f) => (float)(beta[f] - mean[f] * factor))]));
        var depth = weights.Length / bias.Length;
        for (var i = 0; i < weights.Length; i++) weights[i] = (float)(weights[i] * factors[i / depth]);
        return ([.. factors.Select((factor, f) => (float)((bias[f] - (double)mean[f]) * factor + beta[f]))], null);
    }
}

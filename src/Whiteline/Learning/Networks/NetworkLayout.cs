namespace Whiteline.Learning.Networks;

/// <summary>The arrays that a network holds, by name and shape: what is stored, what is trained, and what inference reads.</summary>
public static class NetworkLayout
{
    /// <summary>Networks with more parameters are refused.</summary>
    public const long MostParameters = 1L << 26;

    /// <summary>Networks with more values in the feature maps of one block and one spectrum are refused: files may ask for no more memory than that.</summary>
    public const long MostMapValues = 1L << 20;

    /// <summary>Networks whose convolutions need more multiplications for one spectrum are refused: files may ask for no more than some seconds of it.</summary>
    public const double MostOperations = 1e10;

    /// <summary>ε of batch normalisation.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>
    /// Names and shapes in the order of the forward pass. A layer <c>blocks.i</c>, <c>dense.i</c> or <c>output</c> has <c>.weight</c> and
    /// <c>.bias</c>: (filters, filters in, kernel) or (units, values in); with batch normalisation also <c>.norm.weight</c>,
    /// <c>.norm.bias</c>, and <c>.norm.mean</c>, <c>.norm.variance</c>, which are not trained by gradients. Flattened maps are in the
    /// order (filter, position).
    /// </summary>
    /// <param name="network">An architecture without problems.</param>
    /// <param name="channels">Channels of a prepared spectrum.</param>
    /// <param name="classes">Number of classes.</param>
    public static IEnumerable<(string Name, int[] Shape)> Tensors(NetworkDescription network, int channels, int classes)
    {
        var (maps, width) = (1, channels);
        for (var i = 0; i < network.Blocks.Count; i++)
        {
            var block = network.Blocks[i];
            foreach (var tensor in Layer($"blocks.{i}", [block.Filters, maps, block.Kernel], block.Normalisation != BatchNormalisation.None)) yield return tensor;
            (maps, width) = (block.Filters, block.WidthAfter(width));
        }
        var values = network.Blocks.Count > 0 && network.Head != NetworkHead.Flatten ? maps : maps * width;
        for (var i = 0; i < network.Dense.Count; i++)
        {
            var layer = network.Dense[i];
            foreach (var tensor in Layer($"dense.{i}", [layer.Units, values], layer.Normalisation != BatchNormalisation.None)) yield return tensor;
            values = layer.Units;
        }
        foreach (var tensor in Layer("output", [classes, values], network.Blocks.Count > 0 && network.Head == NetworkHead.ClassMaps)) yield return tensor;
    }

    /// <summary>Number of values that gradients train.</summary>
    public static long ParameterCount(NetworkDescription network, int channels, int classes)
    {
        long count = 0, maps = 1;
        var width = channels;
        foreach (var block in network.Blocks)
        {
            count += block.Filters * (maps * block.Kernel + 1) + (block.Normalisation != BatchNormalisation.None ? 2 * block.Filters : 0);
            (maps, width) = (block.Filters, block.WidthAfter(width));
        }
        var values = network.Blocks.Count > 0 && network.Head != NetworkHead.Flatten ? maps : maps * width;
        foreach (var layer in network.Dense)
        {
            count += layer.Units * (values + 1) + (layer.Normalisation != BatchNormalisation.None ? 2 * layer.Units : 0);
            values = layer.Units;
        }
        return count + classes * (values + 1) + (network.Head == NetworkHead.ClassMaps ? 2 * classes : 0);
    }

    /// <summary>Multiplications that the convolutions and dense layers need for one spectrum.</summary>
    /// <param name="network">An architecture without problems.</param>
    /// <param name="channels">Channels of a prepared spectrum.</param>
    /// <param name="classes">Number of classes.</param>
    public static double Multiplications(NetworkDescription network, int channels, int classes)
    {
        double count = 0;
        var (maps, width) = (1, channels);
        foreach (var block in network.Blocks)
        {
            count += (double)block.WidthAfterConvolution(width) * block.Filters * maps * block.Kernel;
            (maps, width) = (block.Filters, block.WidthAfter(width));
        }
        if (network.Blocks.Count > 0 && network.Head == NetworkHead.ClassMaps) return count + (double)width * maps * classes;
        double values = network.Blocks.Count > 0 && network.Head != NetworkHead.Flatten ? maps : maps * width;
        foreach (var layer in network.Dense)
        {
            count += values * layer.Units;
            values = layer.Units;
        }
        return count + values * classes;
    }

    /// <summary>True for the arrays that gradients train; false for the running mean and variance of batch normalisation.</summary>
    public static bool IsTrained(string name) => !name.EndsWith(".norm.mean", StringComparison.Ordinal) && !name.EndsWith(".norm.variance", StringComparison.Ordinal);

    static IEnumerable<(string, int[])> Layer(string name, int[] weight, bool normalised)
    {
        yield return ($"{name}.weight", weight);
        yield return ($"{name}.bias", [weight[0]]);
        if (!normalised) yield break;
        foreach (var part in (string[])["weight", "bias", "mean", "variance"]) yield return ($"{name}.norm.{part}", [weight[0]]);
    }
}

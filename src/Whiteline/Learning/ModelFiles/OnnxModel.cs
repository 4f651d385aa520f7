using Whiteline.Learning.Networks;

namespace Whiteline.Learning.ModelFiles;

/// <summary>
/// A network, or an ensemble of networks, as an ONNX model for users outside .NET: input <c>spectrum</c>, shape (batch, channels), prepared
/// intensity; output <c>probabilities</c>, shape (batch, classes). The graph holds the layers as they were trained, nothing folded, with the
/// standardisation of the input and the temperature; the preparation of spectra is not in it.
/// </summary>
public static class OnnxModel
{
    // A protocol buffer cannot be larger, and its parts are copied into one another.
    const long MostValues = 1L << 28;

    /// <summary>Name of the input.</summary>
    public const string Input = "spectrum";

    /// <summary>Name of the output.</summary>
    public const string Output = "probabilities";

    /// <summary>Writes the model. The bytes depend on the arguments alone.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="classifier">A <see cref="NetworkClassifier"/> or an <see cref="EnsembleClassifier"/>.</param>
    /// <param name="metadata">Text stored with the model, such as the labels.</param>
    /// <exception cref="BadInputException">It is another classifier, or too large.</exception>
    public static void Write(Stream stream, IClassifier classifier, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var members = classifier switch
        {
            NetworkClassifier network => [network],
            EnsembleClassifier ensemble => ensemble.Members,
            _ => throw new BadInputException("Only networks are exported to ONNX, which has no operators for the probabilities of a support vector machine. Give a model trained with --model mlp or cnn."),
        };
        if (members.Sum(member => member.Tensors.Values.Sum(tensor => tensor.Values.LongLength)) > MostValues)
            throw new BadInputException($"The model has more than {MostValues} weights, too many for one ONNX file. Give one of its members, or a smaller network.");
        var graph = new OnnxGraph();
        string[] probabilities = [.. members.Select((member, k) => Network(graph, member, members.Count > 1 ? FormattableString.Invariant($"member.{k}.") : ""))];
        graph.Node(probabilities.Length > 1 ? "Mean" : "Identity", probabilities, Output);
        graph.Model(Input, classifier.Channels, Output, classifier.Classes.Count, metadata).WriteTo(stream);
    }

    static string Network(OnnxGraph graph, NetworkClassifier network, string prefix)
    {
        var value = graph.Node("Sub", [Input, graph.Array(prefix + "input.mean", [], [(float)network.InputMean])]);
        value = graph.Node("Mul", [value, graph.Array(prefix + "input.scale", [], [(float)network.InputScale])]);
        foreach (var (name, (shape, values)) in network.Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal)) graph.Array(prefix + name, shape, values);
        var description = network.Network;
        if (description.Blocks.Count > 0) value = graph.Node("Unsqueeze", [value, graph.Array(prefix + "input.axis", [1], [1L])]);
        for (var i = 0; i < description.Blocks.Count; i++) value = Block(graph, description.Blocks[i], value, $"{prefix}blocks.{i}");
        if (description.Blocks.Count > 0)
            value = description.Head == NetworkHead.Flatten ? graph.Node("Flatten", [value], ("axis", 1L)) : graph.Node("ReduceMean", [value], ("axes", (long[])[2]), ("keepdims", 0L));
        for (var i = 0; i < description.Dense.Count; i++)
        {
            var layer = description.Dense[i];
            value = Nonlinear(graph, Linear(graph, value, $"{prefix}dense.{i}"), $"{prefix}dense.{i}", layer.Activation, layer.Normalisation);
        }
        value = Linear(graph, value, prefix + "output");
        // The mean of a map's affine image is the image of its mean, so the maps of the classes may be taken after it.
        if (description is { Blocks.Count: > 0, Head: NetworkHead.ClassMaps }) value = Normalise(graph, value, prefix + "output");
        value = graph.Node("Div", [value, graph.Array(prefix + "temperature", [], [(float)network.Temperature])]);
        return graph.Node("Softmax", [value], ("axis", 1L));
    }

    static string Block(OnnxGraph graph, ConvolutionBlock block, string value, string name)
    {
        long front = block.Padded ? (block.Kernel - 1) / 2 : 0, all = block.Padded ? block.Kernel - 1 : 0;
        value = graph.Node("Conv", [value, $"{name}.weight", $"{name}.bias"], ("kernel_shape", (long[])[block.Kernel]), ("pads", (long[])[front, all - front]), ("strides", (long[])[block.Stride]));
        value = Nonlinear(graph, value, name, block.Activation, block.Normalisation);
        if (block.Pooling == Pooling.None || block.Pool == 1) return value;
        return graph.Node(block.Pooling == Pooling.Max ? "MaxPool" : "AveragePool", [value], ("kernel_shape", (long[])[block.Pool]), ("strides", (long[])[block.Pool]));
    }

    // A convolution of width 1 has a weight of the shape of a dense layer.
    static string Linear(OnnxGraph graph, string value, string name) => graph.Node("Gemm", [value, $"{name}.weight", $"{name}.bias"], ("transB", 1L));

    static string Nonlinear(OnnxGraph graph, string value, string name, Activation activation, BatchNormalisation place)
    {
        if (place == BatchNormalisation.BeforeActivation) value = Normalise(graph, value, name);
        value = activation switch
        {
            Activation.Relu => graph.Node("Relu", [value]),
            Activation.LeakyRelu => graph.Node("LeakyRelu", [value], ("alpha", 0.01f)),
            Activation.Elu => graph.Node("Elu", [value], ("alpha", 1f)),
            Activation.Silu => graph.Node("Mul", [value, graph.Node("Sigmoid", [value])]),
            _ => graph.Node("Tanh", [value]),
        };
        return place == BatchNormalisation.AfterActivation ? Normalise(graph, value, name) : value;
    }

    static string Normalise(OnnxGraph graph, string value, string name) => graph.Node(
        "BatchNormalization", [value, $"{name}.norm.weight", $"{name}.norm.bias", $"{name}.norm.mean", $"{name}.norm.variance"], ("epsilon", (float)NetworkLayout.Epsilon));
}

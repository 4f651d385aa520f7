using System.Runtime.InteropServices;

namespace Whiteline.Learning.ModelFiles;

/// <summary>
/// A graph of ONNX operators as it grows: nodes in the order of computing, and the arrays they use. The field numbers are those of onnx.proto
/// (github.com/onnx/onnx), the operators those of operator set 13, which every ONNX runtime since 2021 knows.
/// </summary>
sealed class OnnxGraph
{
    /// <summary>Version of the operator set.</summary>
    public const int OperatorSet = 13;

    const int Float32 = 1, Int64 = 7;
    const int FloatAttribute = 1, IntAttribute = 2, IntsAttribute = 7;
    const int IrVersion = 7;

    readonly ProtoMessage graph = new();
    int made;

    /// <summary>Adds a node and names its result.</summary>
    /// <param name="operation">Operator, such as <c>Conv</c>.</param>
    /// <param name="inputs">Names of results and arrays.</param>
    /// <param name="attributes">Name and value: <see cref="float"/>, <see cref="long"/> or <see cref="long"/>[].</param>
    public string Node(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var output = FormattableString.Invariant($"{operation.ToLowerInvariant()}.{++made}");
        Node(operation, inputs, output, attributes);
        return output;
    }

    /// <summary>Adds a node whose result has the given name.</summary>
    public void Node(string operation, string[] inputs, string output, params (string Name, object Value)[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs) node.Add(1, input);
        node.Add(2, output).Add(3, output).Add(4, operation);
        foreach (var (name, value) in attributes) node.Add(5, Attribute(name, value));
        graph.Add(1, node);
    }

    /// <summary>Adds an array of single precision and returns its name.</summary>
    public string Array(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("ONNX files are written on little-endian machines.");
        return Array(name, shape, Float32, MemoryMarshal.AsBytes(values));
    }

    /// <summary>Adds an array of whole numbers and returns its name.</summary>
    public string Array(string name, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) => Array(name, shape, Int64, MemoryMarshal.AsBytes(values));

    /// <summary>Closes the graph.</summary>
    /// <param name="input">Name of the input, shape (batch, <paramref name="inputs"/>).</param>
    /// <param name="inputs">Values of one row of the input.</param>
    /// <param name="output">Name of the output, shape (batch, <paramref name="outputs"/>).</param>
    /// <param name="outputs">Values of one row of the output.</param>
    /// <param name="metadata">Text stored with the model.</param>
    public ProtoMessage Model(string input, int inputs, string output, int outputs, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        graph.Add(2, "whiteline").Add(11, Value(input, inputs)).Add(12, Value(output, outputs));
        var model = new ProtoMessage().Add(1, (long)IrVersion).Add(2, "Whiteline").Add(7, graph).Add(8, new ProtoMessage().Add(1, "").Add(2, (long)OperatorSet));
        foreach (var (key, text) in metadata) model.Add(14, new ProtoMessage().Add(1, key).Add(2, text));
        return model;
    }

    string Array(string name, ReadOnlySpan<int> shape, int type, ReadOnlySpan<byte> raw)
    {
        var tensor = new ProtoMessage();
        foreach (var size in shape) tensor.Add(1, (long)size);
        graph.Add(5, tensor.Add(2, (long)type).Add(8, name).Add(9, raw));
        return name;
    }

    static ProtoMessage Attribute(string name, object value)
    {
        var attribute = new ProtoMessage().Add(1, name);
        switch (value)
        {
            case float number: return attribute.Add(2, number).Add(20, (long)FloatAttribute);
            case long number: return attribute.Add(3, number).Add(20, (long)IntAttribute);
            case long[] numbers:
                foreach (var number in numbers) attribute.Add(8, number);
                return attribute.Add(20, (long)IntsAttribute);
            default: throw new ArgumentException($"A {value.GetType().Name} is no attribute.", nameof(value));
        }
    }

    static ProtoMessage Value(string name, int width)
    {
        var shape = new ProtoMessage().Add(1, new ProtoMessage().Add(2, "batch")).Add(1, new ProtoMessage().Add(1, (long)width));
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, (long)Float32).Add(2, shape)));
    }
}

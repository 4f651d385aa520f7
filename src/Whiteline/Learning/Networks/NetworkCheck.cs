namespace Whiteline.Learning.Networks;

/// <summary>Whether the parts of a network fit together, before anything is computed with them.</summary>
static class NetworkCheck
{
    const string Mend = "Train the model again, or take an undamaged copy.";

    /// <exception cref="BadInputException">The architecture cannot be used, or the arrays do not fit it.</exception>
    public static void Throw(
        IReadOnlyList<string> classes,
        int channels,
        NetworkDescription network,
        IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors,
        double inputMean,
        double inputScale,
        double temperature)
    {
        if (classes.Count is < 2 or > 4096 || channels is < 1 or > 1 << 20)
            throw new BadInputException($"The network is damaged: it has {classes.Count} classes and {channels} channels. {Mend}");
        for (var i = 1; i < classes.Count; i++)
            if (string.CompareOrdinal(classes[i - 1], classes[i]) >= 0) throw new BadInputException($"The network is damaged: its classes are not in ordinal order, each once. {Mend}");
        if (network.Problems(channels, classes.Count).FirstOrDefault() is { } problem) throw new BadInputException($"The network cannot be used: {problem}");
        if (!double.IsFinite(inputMean) || !double.IsFinite(inputScale) || !(temperature is > 0 and < double.PositiveInfinity))
            throw new BadInputException($"The network is damaged: its input mean, input scale or temperature is no usable number. {Mend}");
        var expected = 0;
        foreach (var (name, shape) in NetworkLayout.Tensors(network, channels, classes.Count))
        {
            expected++;
            if (!tensors.TryGetValue(name, out var tensor) || !tensor.Shape.SequenceEqual(shape) || tensor.Values.LongLength != shape.Aggregate(1L, (product, size) => product * size))
                throw new BadInputException($"The network is damaged: its array '{name}' is missing or has another shape than the architecture says. {Mend}");
            if (!tensor.Values.All(float.IsFinite) || (name.EndsWith(".norm.variance", StringComparison.Ordinal) && tensor.Values.Any(value => value < 0)))
                throw new BadInputException($"The network is damaged: its array '{name}' holds a number that is not finite, or a negative variance. {Mend}");
        }
        if (tensors.Count != expected) throw new BadInputException($"The network is damaged: it holds {tensors.Count} arrays, and its architecture has {expected}. {Mend}");
    }
}

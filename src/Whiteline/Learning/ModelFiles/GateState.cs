using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Learning.Novelty;
using Whiteline.Spectra;

namespace Whiteline.Learning.ModelFiles;

/// <summary>The novelty gate of a model as JSON and arrays beside those of its classifier. A model of an earlier version has none.</summary>
static class GateState
{
    const string Prefix = "gate.";
    const int Version = 1;

    public static JsonObject Settings(NoveltyGate gate) => new()
    {
        ["version"] = Version,
        ["perBin"] = gate.Bins.PerBin,
        ["ownClasses"] = gate.OwnClasses,
        ["searchFrom"] = gate.Frame.SearchFrom,
        ["searchTo"] = gate.Frame.SearchTo,
        ["before"] = gate.Frame.Before,
        ["count"] = gate.Frame.Count,
    };

    /// <summary>The arrays of a classifier and those of its gate.</summary>
    public static IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Joined(IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors, NoveltyGate gate)
    {
        var d = gate.Bins.Count;
        var classes = gate.Means.Length / d;
        return new Dictionary<string, (int[] Shape, float[] Values)>(tensors, StringComparer.Ordinal)
        {
            [Prefix + "means"] = ([classes, d], gate.Means),
            [Prefix + "directions"] = ([classes, d, d], gate.Directions),
            [Prefix + "variances"] = ([classes, d], gate.Variances),
            [Prefix + "quantiles"] = ([gate.Quantiles.Length], gate.Quantiles),
        };
    }

    /// <summary>The arrays of the classifier alone.</summary>
    public static IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Without(IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors) =>
        tensors.Where(pair => !pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Reads the gate; null when the model has none.</summary>
    /// <exception cref="JsonException">It is damaged, or of a version that this program does not know.</exception>
    public static NoveltyGate? Read(JsonNode? settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors, EnergyAxis axis)
    {
        if (settings is null) return null;
        int Number(string name, int least, int most) => (int?)settings[name] is { } value && value >= least && value <= most ? value : throw new JsonException($"The gate's {name} is damaged.");
        _ = Number("version", Version, Version);
        var from = Number("searchFrom", 0, axis.Count - 1);
        var frame = new EdgeFrame(axis, from, Number("searchTo", from, axis.Count - 1), Number("before", 0, axis.Count), Number("count", 1, axis.Count));
        var bins = new SpectrumBins(frame.Count, Number("perBin", 1, frame.Count));
        var d = bins.Count;
        var means = Array(tensors, "means");
        if (means.Length % d != 0) throw new JsonException("The gate does not fit the axis.");
        return new(frame, bins, Number("ownClasses", 1, means.Length / d), means, Array(tensors, "directions", means.Length * d), Positive(Array(tensors, "variances", means.Length)), Array(tensors, "quantiles", NoveltyGate.QuantileCount));
    }

    static float[] Array(IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors, string name, int? length = null)
    {
        if (!tensors.TryGetValue(Prefix + name, out var tensor) || length is { } wanted && tensor.Values.Length != wanted || !tensor.Values.All(float.IsFinite))
            throw new JsonException($"The gate's {name} are damaged.");
        return tensor.Values;
    }

    static float[] Positive(float[] values) => values.All(value => value > 0) ? values : throw new JsonException("The gate has a variance that is not above 0.");
}

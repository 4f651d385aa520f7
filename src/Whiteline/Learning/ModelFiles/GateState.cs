using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Learning.Novelty;
using Whiteline.Spectra;
using Tensors = System.Collections.Generic.IReadOnlyDictionary<string, (int[] Shape, float[] Values)>;

namespace Whiteline.Learning.ModelFiles;

/// <summary>The gates of a model as JSON and arrays beside those of its classifier. A model of an earlier version has none, or one of them.</summary>
static class GateState
{
    const string Gate = "gate.", Element = "element.";
    const int Version = 1;

    public static JsonObject Settings(NoveltyGate gate)
    {
        var settings = Settings(gate.View);
        settings["ownClasses"] = gate.Classes.Count;
        return settings;
    }

    public static JsonObject Settings(ElementGate gate)
    {
        var settings = Settings(gate.View);
        settings["ownClasses"] = gate.OwnClasses;
        settings["components"] = gate.Classes.Dimension;
        settings["threshold"] = gate.Threshold;
        return settings;
    }

    /// <summary>The arrays of a classifier and those of its gates.</summary>
    public static Tensors Joined(Tensors tensors, NoveltyGate? gate, ElementGate? element)
    {
        var joined = new Dictionary<string, (int[] Shape, float[] Values)>(tensors, StringComparer.Ordinal);
        if (gate is not null)
        {
            Add(Gate, gate.Classes);
            joined[Gate + "quantiles"] = ([gate.Quantiles.Length], gate.Quantiles);
        }
        if (element is not null)
        {
            Add(Element, element.Classes);
            joined[Element + "basis"] = ([element.Classes.Dimension, element.View.Bins.Count], element.Basis);
        }
        return joined;

        void Add(string prefix, GaussianClasses classes)
        {
            var (k, d) = (classes.Count, classes.Dimension);
            joined[prefix + "means"] = ([k, d], classes.Means);
            joined[prefix + "directions"] = ([k, d, d], classes.Directions);
            joined[prefix + "variances"] = ([k, d], classes.Variances);
        }
    }

    /// <summary>The arrays of the classifier alone.</summary>
    public static Tensors Without(Tensors tensors) =>
        tensors.Where(pair => !pair.Key.StartsWith(Gate, StringComparison.Ordinal) && !pair.Key.StartsWith(Element, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Reads the gate; null when the model has none.</summary>
    /// <exception cref="JsonException">It is damaged, or of a version that this program does not know.</exception>
    public static NoveltyGate? Read(JsonNode? settings, Tensors tensors, EnergyAxis axis)
    {
        if (settings is null) return null;
        var view = ViewOf(settings, axis);
        return new(view.Frame, view.Bins, Classes(settings, tensors, Gate, view.Bins.Count).Own, Array(tensors, Gate + "quantiles", NoveltyGate.QuantileCount));
    }

    /// <summary>Reads the gate of the element; null when the model has none.</summary>
    /// <exception cref="JsonException">It is damaged, or of a version that this program does not know.</exception>
    public static ElementGate? ReadElement(JsonNode? settings, Tensors tensors, EnergyAxis axis)
    {
        if (settings is null) return null;
        var view = ViewOf(settings, axis);
        var components = Number(settings, "components", 1, view.Bins.Count);
        var (own, all) = Classes(settings, tensors, Element, components);
        return new(view.Frame, view.Bins, Array(tensors, Element + "basis", components * view.Bins.Count), own.Count, all, (double?)settings["threshold"] is { } threshold && double.IsFinite(threshold) ? threshold : throw new JsonException("The gate's threshold is damaged."));
    }

    static JsonObject Settings(BinnedView view) => new()
    {
        ["version"] = Version,
        ["perBin"] = view.Bins.PerBin,
        ["searchFrom"] = view.Frame.SearchFrom,
        ["searchTo"] = view.Frame.SearchTo,
        ["before"] = view.Frame.Before,
        ["count"] = view.Frame.Count,
    };

    static BinnedView ViewOf(JsonNode settings, EnergyAxis axis)
    {
        _ = Number(settings, "version", Version, Version);
        var from = Number(settings, "searchFrom", 0, axis.Count - 1);
        var frame = new EdgeFrame(axis, from, Number(settings, "searchTo", from, axis.Count - 1), Number(settings, "before", 0, axis.Count), Number(settings, "count", 1, axis.Count));
        return new(frame, new(frame.Count, Number(settings, "perBin", 1, frame.Count)));
    }

    // Earlier versions kept strangers behind the classes of the model's own gate.
    static (GaussianClasses Own, GaussianClasses All) Classes(JsonNode settings, Tensors tensors, string prefix, int dimension)
    {
        var means = Array(tensors, prefix + "means");
        if (means.Length % dimension != 0) throw new JsonException("The gate does not fit the axis.");
        var (directions, variances) = (Array(tensors, prefix + "directions", means.Length * dimension), Positive(Array(tensors, prefix + "variances", means.Length)));
        var own = Number(settings, "ownClasses", 1, means.Length / dimension) * dimension;
        return (new(dimension, means[..own], directions[..(own * dimension)], variances[..own]), new(dimension, means, directions, variances));
    }

    static int Number(JsonNode settings, string name, int least, int most) => (int?)settings[name] is { } value && value >= least && value <= most ? value : throw new JsonException($"The gate's {name} is damaged.");

    static float[] Array(Tensors tensors, string name, int? length = null)
    {
        if (!tensors.TryGetValue(name, out var tensor) || length is { } wanted && tensor.Values.Length != wanted || !tensor.Values.All(float.IsFinite))
            throw new JsonException($"The gate's {name} are damaged.");
        return tensor.Values;
    }

    static float[] Positive(float[] values) => values.All(value => value > 0) ? values : throw new JsonException("The gate has a variance that is not above 0.");
}

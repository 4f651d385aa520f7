using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Whiteline.Learning.Networks;

namespace Whiteline.Learning.ModelFiles;

/// <summary>
/// A network, or an ensemble of networks, as JSON and arrays, and back. A single network's settings and arrays stand at the top; an ensemble
/// lists its members' settings under <c>members</c>, and prefixes their arrays with <c>member.k.</c>.
/// </summary>
public static class NetworkState
{
    /// <summary>The kind that a model file names.</summary>
    public const string Kind = "network";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The network's settings and its arrays.</summary>
    public static (JsonObject Settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Tensors) Of(NetworkClassifier network)
    {
        var settings = Common(network);
        foreach (var (name, value) in Own(network)) settings[name] = value;
        return (settings, network.Tensors);
    }

    /// <summary>The members' settings and arrays.</summary>
    public static (JsonObject Settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Tensors) Of(EnsembleClassifier ensemble)
    {
        var settings = Common(ensemble);
        settings["members"] = new JsonArray([.. ensemble.Members.Select(member => (JsonNode)new JsonObject(Own(member)))]);
        var tensors = ensemble.Members.SelectMany((member, k) => member.Tensors.Select(pair => KeyValuePair.Create(Prefix(k) + pair.Key, pair.Value)));
        return (settings, tensors.ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Rebuilds the network or the ensemble.</summary>
    /// <exception cref="BadInputException">Something is missing, out of range, or does not fit together.</exception>
    public static IClassifier Read(JsonObject settings, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors, string source)
    {
        try
        {
            string[] classes = [.. settings["classes"]!.AsArray().Select(node => node!.GetValue<string>())];
            var channels = settings["channels"]!.GetValue<int>();
            if (!settings.ContainsKey("members")) return One(settings, classes, channels, tensors);
            var members = settings["members"]!.AsArray();
            // Every member has arrays of its own, so the number of arrays bounds what a list may ask for.
            if (members.Count > Math.Min(EnsembleClassifier.MostMembers, tensors.Count)) throw new ArgumentException("There are more members than arrays.");
            var parts = members.Select((member, k) => One(member!.AsObject(), classes, channels, Part(tensors, Prefix(k)))).ToArray();
            if (parts.Sum(part => part.Tensors.Count) != tensors.Count) throw new ArgumentException("There are arrays of no member.");
            return new EnsembleClassifier(parts);
        }
        catch (BadInputException error)
        {
            throw new BadInputException($"'{source}': {error.Message}", error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or NullReferenceException or JsonException or NotSupportedException or OverflowException)
        {
            throw BadInputException.In(source, "its network is damaged", "Train the model again, or take an undamaged copy.", error);
        }
    }

    static NetworkClassifier One(JsonObject settings, string[] classes, int channels, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
    {
        var network = settings["network"].Deserialize<NetworkDescription>(Json)!;
        if (network.Blocks.Any(block => block is null) || network.Dense.Any(layer => layer is null)) throw new JsonException("A layer is null.");
        return new(
            classes,
            channels,
            network,
            tensors,
            settings["inputMean"]!.GetValue<double>(),
            settings["inputScale"]!.GetValue<double>(),
            settings["temperature"]!.GetValue<double>());
    }

    static JsonObject Common(IClassifier classifier) => new()
    {
        ["classes"] = new JsonArray([.. classifier.Classes.Select(label => (JsonNode)label)]),
        ["channels"] = classifier.Channels,
    };

    static IEnumerable<KeyValuePair<string, JsonNode?>> Own(NetworkClassifier network) =>
    [
        new("network", JsonSerializer.SerializeToNode(network.Network, Json)),
        new("inputMean", network.InputMean),
        new("inputScale", network.InputScale),
        new("temperature", network.Temperature),
    ];

    static string Prefix(int member) => FormattableString.Invariant($"member.{member}.");

    static Dictionary<string, (int[] Shape, float[] Values)> Part(IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors, string prefix) => tensors
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Formats;
using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Networks;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>Files of networks that regress fractions (<c>.fractions.wlm</c>): the archive of a model with a kind of its own, so that neither is taken for the other.</summary>
public static class FractionNetworkFile
{
    const string Kind = "fractions";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16 };

    /// <summary>Writes a network, atomically.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, FractionNetwork network)
    {
        var (settings, tensors) = network.Network is NetworkClassifier one ? NetworkState.Of(one) : throw new ArgumentException($"A {network.Network.GetType().Name} has no place in a file of fractions.", nameof(network));
        var manifest = new JsonObject
        {
            ["classifier"] = settings,
            ["axis"] = JsonSerializer.SerializeToNode(network.Axis, Json),
            ["recipe"] = RecipeJson.ToJson(network.Recipe),
            ["widths"] = JsonSerializer.SerializeToNode(network.Widths, Json),
        };
        AtomicFile.Write(path, new ModelArchive(Kind, manifest, tensors).Write);
    }

    /// <summary>Reads a network.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="BadInputException">It is none, damaged, or of another version.</exception>
    public static FractionNetwork Read(Stream stream, string source)
    {
        var archive = ModelArchive.Read(stream, source);
        if (archive.Kind != Kind) throw BadInputException.In(source, $"it holds a model of kind '{archive.Kind}', which answers no fractions", "Give a file that `whiteline make-models` wrote as .fractions.wlm.");
        try
        {
            JsonNode Part(string name) => archive.Manifest[name] ?? throw new JsonException($"No {name}.");
            var network = NetworkState.Read(Part("classifier").AsObject(), archive.Tensors, source);
            var axis = Part("axis").Deserialize<EnergyAxis>(Json)!;
            var widths = Part("widths").Deserialize<ConformalWidths>(Json)!;
            if (network.Channels != axis.Count || widths.Widths.Length != widths.NoiseLimits.Length + 1 || widths.Widths.Any(row => row.Length != network.Classes.Count + 1)) throw new JsonException("The parts do not fit together.");
            ReferenceSet.Ordered(network.Classes);
            return new(RecipeJson.FromJson(Part("recipe"), source), axis, network, widths);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw BadInputException.In(source, "its manifest is damaged", "Make the network again, or take an undamaged copy.", error);
        }
    }
}

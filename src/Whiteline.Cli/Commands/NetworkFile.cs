using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Whiteline.Learning.Networks;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary>An architecture in a JSON file.</summary>
static class NetworkFile
{
    const long Longest = 1 << 20;
    const string Mend = "Give a JSON file as docs/networks.md shows it.";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Reads an architecture.</summary>
    /// <exception cref="BadInputException">No such file, or no architecture in it.</exception>
    public static NetworkDescription Read(string path)
    {
        var outline = SettingsFile.Read(SettingsFile.Parse(Text(path), path, "architecture", Mend), new Outline([], NetworkHead.GlobalAverage, []), Type<Outline>(), path, "an architecture");
        return new(
            [.. outline.Blocks.Select((block, i) => SettingsFile.Read(block, new ConvolutionBlock(16, 9), Type<ConvolutionBlock>(), path, $"convolution block {i + 1}", "filters", "kernel"))],
            outline.Head,
            [.. outline.Dense.Select((layer, i) => SettingsFile.Read(layer, new DenseLayer(64), Type<DenseLayer>(), path, $"dense layer {i + 1}", "units"))]);
    }

    static string Text(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Longest) throw BadInputException.In(path, "it is longer than any architecture", Mend);
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(path, "it cannot be opened", "Check the name and the permissions.", error);
        }
    }

    static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T));

    sealed record Outline(JsonArray Blocks, NetworkHead Head, JsonArray Dense);
}

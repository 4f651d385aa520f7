using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes;

/// <summary>
/// A recipe as JSON: <c>{"schema": 1, "steps": [{"name": "crop", …}, …]}</c>. The steps are listed here in the open; nothing is found
/// by reflection, so reading a recipe can create nothing else.
/// </summary>
public static class RecipeJson
{
    /// <summary>Version of the layout that this library writes and reads.</summary>
    public const int Schema = 1;

    const int LongestText = 1 << 20;
    const int MostSteps = 64;

    static readonly (string Name, JsonTypeInfo Type)[] Known =
    [
        ("energy-calibration", Context.Default.EnergyCalibration),
        ("spike-removal", Context.Default.SpikeRemoval),
        ("power-law-background", Context.Default.PowerLawBackground),
        (Deconvolution.StepName, Context.Default.Deconvolution),
        ("crop", Context.Default.Crop),
        ("align", Context.Default.Align),
        ("resample", Context.Default.Resample),
        ("position-only", Context.Default.PositionOnly),
        ("pca-denoising", Context.Default.PcaDenoising),
        ("normalisation", Context.Default.Normalisation),
    ];

    /// <summary>The recipe as JSON.</summary>
    public static JsonObject ToJson(Recipe recipe) => new()
    {
        ["schema"] = Schema,
        ["steps"] = new JsonArray([.. recipe.Steps.Select(step => JsonSerializer.SerializeToNode(step, TypeOf(step.Name, "recipe")))]),
    };

    /// <summary>Reads a recipe from text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file it is from, for messages.</param>
    /// <exception cref="BadInputException">It is no recipe, from another version, or has an unknown step or setting.</exception>
    public static Recipe Read(string json, string source)
    {
        if (json.Length > LongestText) throw BadInputException.In(source, $"the recipe has {json.Length} characters", "A recipe is shorter than 1 MiB.");
        try
        {
            return FromJson(JsonNode.Parse(json, documentOptions: new() { MaxDepth = 16 }), source);
        }
        catch (JsonException failure)
        {
            throw BadInputException.In(source, "the recipe is no valid JSON", "Write it with Whiteline and change only values.", failure);
        }
    }

    /// <summary>Reads a recipe from parsed JSON.</summary>
    /// <param name="node">The document.</param>
    /// <param name="source">The file it is from, for messages.</param>
    /// <exception cref="BadInputException">It is no recipe, from another version, or has an unknown step or setting.</exception>
    public static Recipe FromJson(JsonNode? node, string source)
    {
        try
        {
            if (node is not JsonObject document || document["schema"]?.GetValue<int>() is not { } schema || document["steps"] is not JsonArray steps)
                throw BadInputException.In(source, "there is no recipe", "It needs \"schema\" and \"steps\".");
            if (schema != Schema) throw BadInputException.In(source, $"the recipe has schema {schema}, and this program reads schema {Schema}", "Use the version of Whiteline that wrote it.");
            if (steps.Count > MostSteps) throw BadInputException.In(source, $"the recipe has {steps.Count} steps", $"At most {MostSteps} are read.");
            return new([.. steps.Select(step => StepFrom(step, source))]);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw BadInputException.In(source, "the recipe has a setting that cannot be read", "Write it with Whiteline and change only values.", failure);
        }
    }

    static IStep StepFrom(JsonNode? node, string source)
    {
        if (node is not JsonObject step || step["name"]?.GetValue<string>() is not { } name)
            throw BadInputException.In(source, "the recipe has a step without a name", "Give each step a \"name\".");
        return (IStep)(step.Deserialize(TypeOf(name, source)) ?? throw new JsonException());
    }

    static JsonTypeInfo TypeOf(string name, string source) =>
        Known.FirstOrDefault(known => known.Name == name).Type
        ?? throw BadInputException.In(source, $"the recipe has an unknown step '{(name.Length > 40 ? name[..40] : name)}'", $"Known are {string.Join(", ", Known.Select(known => known.Name))}.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EnergyCalibration))]
[JsonSerializable(typeof(SpikeRemoval))]
[JsonSerializable(typeof(PowerLawBackground))]
[JsonSerializable(typeof(Deconvolution))]
[JsonSerializable(typeof(Crop))]
[JsonSerializable(typeof(Align))]
[JsonSerializable(typeof(Resample))]
[JsonSerializable(typeof(PositionOnly))]
[JsonSerializable(typeof(PcaDenoising))]
[JsonSerializable(typeof(Normalisation))]
sealed partial class Context : JsonSerializerContext;

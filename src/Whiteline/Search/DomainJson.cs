using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Whiteline.Search;

/// <summary>Domains as Optuna writes them (<c>distribution_json</c> of its schema, version 12, and the older names that it still reads).</summary>
public static class DomainJson
{
    static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The domain as JSON.</summary>
    public static string Write(Domain domain) => new JsonObject
    {
        ["name"] = domain switch
        {
            FloatDomain => "FloatDistribution",
            IntegerDomain => "IntDistribution",
            _ => "CategoricalDistribution",
        },
        ["attributes"] = domain switch
        {
            FloatDomain real => new JsonObject { ["step"] = real.Step, ["low"] = real.Low, ["high"] = real.High, ["log"] = real.Log },
            IntegerDomain whole => new JsonObject { ["log"] = whole.Log, ["step"] = whole.Step, ["low"] = whole.Low, ["high"] = whole.High },
            CategoricalDomain choices => new JsonObject { ["choices"] = Choices(choices.Choices) },
            _ => throw new ArgumentException($"A {domain.GetType().Name} has no JSON.", nameof(domain)),
        },
    }.ToJsonString(Options);

    /// <summary>Reads a domain.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it was found, for the message.</param>
    /// <exception cref="BadInputException">It is no domain, or its bounds make no sense.</exception>
    public static Domain Read(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var named = root.TryGetProperty("name", out var name);
            var attributes = named ? root.GetProperty("attributes") : root;
            var domain = Domain(named ? name.GetString() : root.GetProperty("type").GetString(), attributes);
            if (domain is null || domain.Problems().Any()) throw new FormatException(domain?.Problems().First() ?? "its kind is not known");
            return domain;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw BadInputException.In(source, $"a parameter's distribution cannot be read ({error.Message})", "Check that the study was made by Optuna 3 or by Whiteline.", error);
        }
    }

    /// <summary>The number (<see cref="Search.Domain"/>) of a value given as JSON; null when the domain does not hold it.</summary>
    public static double? NumberOf(Domain domain, JsonElement value)
    {
        if (domain is CategoricalDomain { Choices: var choices })
        {
            var plain = Plain(value);
            for (var i = 0; i < choices.Count; i++)
                if (Equals(choices[i], plain)) return i;
            return null;
        }
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && domain.Contains(number) ? number : null;
    }

    /// <summary>Choices as JSON. A real number keeps its point, as Python writes it, for 1 and 1.0 are not the same choice here.</summary>
    public static JsonArray Choices(IEnumerable<object?> choices) => new([.. choices.Select(choice => choice switch
    {
        null => null,
        double real when double.IsInteger(real) && Math.Abs(real) < 1e15 => JsonNode.Parse(real.ToString("0.0", CultureInfo.InvariantCulture)),
        _ => JsonSerializer.SerializeToNode(choice),
    })]);

    /// <summary>A JSON value as one that a choice can have: null, text, truth value, long or double.</summary>
    /// <exception cref="FormatException">It is a list or an object.</exception>
    public static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
        _ => throw new FormatException("a choice is not a text, a number, true, false or null"),
    };

    static Domain? Domain(string? name, JsonElement attributes)
    {
        double Low() => attributes.GetProperty("low").GetDouble();
        double High() => attributes.GetProperty("high").GetDouble();
        double? Optional(string key) => attributes.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        bool Flag(string key) => attributes.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

        return name switch
        {
            "FloatDistribution" or "float" => new FloatDomain(Low(), High(), Flag("log"), Optional("step")),
            "UniformDistribution" => new FloatDomain(Low(), High()),
            "LogUniformDistribution" => new FloatDomain(Low(), High(), Log: true),
            "DiscreteUniformDistribution" => new FloatDomain(Low(), High(), Step: Optional("q")),
            "IntDistribution" or "IntUniformDistribution" or "int" => new IntegerDomain((long)Low(), (long)High(), Flag("log"), (long)(Optional("step") ?? 1)),
            "IntLogUniformDistribution" => new IntegerDomain((long)Low(), (long)High(), Log: true),
            "CategoricalDistribution" or "categorical" => new CategoricalDomain([.. attributes.GetProperty("choices").EnumerateArray().Select(Plain)]),
            _ => null,
        };
    }
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Whiteline.Search;

/// <summary>
/// A search space as a file: <c>{"parameters": [{"name": "C", "low": 0.001, "high": 10000, "log": true}, {"name": "kernel", "choices": ["rbf", "cosine"]}, …]}</c>. Bounds that are
/// both written as whole numbers give whole numbers unless <c>"type"</c> says <c>"float"</c>; <c>"when"</c> names a parameter that stands before, and its values or least size.
/// </summary>
public static class SearchSpaceJson
{
    static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };
    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    static readonly string[] Keys = ["name", "type", "low", "high", "log", "step", "choices", "when"];
    static readonly string[] ConditionKeys = ["parameter", "values", "atLeast"];

    /// <summary>The space as JSON; what <see cref="Read"/> takes.</summary>
    public static string Write(SearchSpace space) => new JsonObject { ["parameters"] = new JsonArray([.. space.Parameters.Select(Write)]) }.ToJsonString(Options);

    /// <summary>Reads a space.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file it is from, for messages.</param>
    /// <exception cref="BadInputException">It is no space, or has a problem.</exception>
    public static SearchSpace Read(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var list = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Array
                ? parameters
                : throw new FormatException("it has no list 'parameters'");
            var space = new SearchSpace([.. list.EnumerateArray().Select(Parameter)]);
            return space.Problems().FirstOrDefault() is { } problem ? throw new FormatException(problem.TrimEnd('.')) : space;
        }
        catch (Exception error) when (error is JsonException or FormatException or OverflowException)
        {
            var problem = error switch { JsonException { LineNumber: { } line } => $"it is no JSON, line {line + 1}", FormatException => error.Message, _ => "a bound is too large" };
            throw BadInputException.In(source, $"it is no search space: {problem}", "Take the space.json of an earlier search and change its values.", error);
        }
    }

    static JsonNode Write(SearchParameter parameter)
    {
        var node = new JsonObject { ["name"] = parameter.Name };
        switch (parameter.Domain)
        {
            case FloatDomain real:
                (node["type"], node["low"], node["high"]) = ("float", real.Low, real.High);
                if (real.Log) node["log"] = true;
                if (real.Step is { } step) node["step"] = step;
                break;
            case IntegerDomain whole:
                (node["type"], node["low"], node["high"]) = ("integer", whole.Low, whole.High);
                if (whole.Log) node["log"] = true;
                if (whole.Step != 1) node["step"] = whole.Step;
                break;
            case CategoricalDomain choices:
                node["choices"] = DomainJson.Choices(choices.Choices);
                break;
        }
        if (parameter.When is { } when)
        {
            var condition = new JsonObject { ["parameter"] = when.Parameter };
            if (when.Values is { } values) condition["values"] = DomainJson.Choices(values);
            if (when.AtLeast is { } least) condition["atLeast"] = least;
            node["when"] = condition;
        }
        return node;
    }

    static SearchParameter Parameter(JsonElement element, int index)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"parameter {index + 1} is no object, {{ … }}");
        var name = Text(element, "name") is { Length: > 0 and <= 100 } text ? text : throw new FormatException($"parameter {index + 1} has no 'name'");
        var owner = $"parameter '{name}'";
        Known(element, Keys, owner);
        var when = element.TryGetProperty("when", out var condition) ? Condition(condition, $"the condition 'when' of {owner}") : null;
        if (element.TryGetProperty("choices", out _)) return new(name, new CategoricalDomain(List(element, "choices", owner)), when);
        double Number(string key) => element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new FormatException($"{owner} has neither 'choices' nor the number '{key}'");
        var (low, high) = (Number("low"), Number("high"));
        var log = element.TryGetProperty("log", out var flag) && (flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw new FormatException($"'log' of {owner} is neither true nor false"));
        var step = element.TryGetProperty("step", out _) ? Number("step") : (double?)null;
        var type = element.TryGetProperty("type", out _) ? Text(element, "type") : Whole(element.GetProperty("low")) && Whole(element.GetProperty("high")) && step is null or >= 1 ? "integer" : "float";
        return type switch
        {
            "float" => new(name, new FloatDomain(low, high, log, step), when),
            "integer" => new(name, new IntegerDomain(checked((long)low), checked((long)high), log, (long)(step ?? 1)), when),
            _ => throw new FormatException($"'type' of {owner} is neither float nor integer"),
        };
    }

    static SearchCondition Condition(JsonElement element, string owner)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"{owner} is no object, {{ … }}");
        Known(element, ConditionKeys, owner);
        var values = element.TryGetProperty("values", out _) ? List(element, "values", owner) : null;
        var least = element.TryGetProperty("atLeast", out var number) ? number.ValueKind == JsonValueKind.Number ? number.GetDouble() : throw new FormatException($"'atLeast' of {owner} is no number") : (double?)null;
        return values is null && least is null
            ? throw new FormatException($"{owner} has neither 'values' nor 'atLeast'")
            : new(Text(element, "parameter") ?? throw new FormatException($"{owner} has no 'parameter'"), values, least);
    }

    static string? Text(JsonElement element, string key) => element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static object?[] List(JsonElement element, string key, string owner) =>
        element.GetProperty(key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(DomainJson.Plain)] : throw new FormatException($"'{key}' of {owner} is no list, [ … ]");

    static void Known(JsonElement element, string[] keys, string owner)
    {
        foreach (var property in element.EnumerateObject())
            if (!keys.Contains(property.Name)) throw new FormatException($"{owner} has the key '{property.Name}'; keys are {string.Join(", ", keys)}");
    }

    static bool Whole(JsonElement number) => long.TryParse(number.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}

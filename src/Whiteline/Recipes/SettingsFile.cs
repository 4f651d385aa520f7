using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Whiteline.Recipes;

/// <summary>Settings that a user writes as JSON: what is left out has its default, and what is wrong is named.</summary>
public static class SettingsFile
{
    const int LongestShown = 40;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="what">What it should be, such as <c>plan of a comparison</c>.</param>
    /// <param name="mend">What would mend it.</param>
    /// <exception cref="BadInputException">It is no JSON object.</exception>
    public static JsonObject Parse(string json, string source, string what, string mend)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw BadInputException.In(source, $"it is no {what}: its JSON is no object, {{ … }}", mend);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            var line = failure is JsonException { LineNumber: { } number } ? $", line {number + 1}" : "";
            throw BadInputException.In(source, $"it is no {what}: it is no JSON{line}", mend, failure);
        }
    }

    /// <summary>Lays what is given over the defaults.</summary>
    /// <param name="given">A JSON object of settings; null for JSON's null.</param>
    /// <param name="defaults">What is left out.</param>
    /// <param name="type">How the settings are written.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="what">What has the settings, such as <c>a plan</c> or <c>block 2</c>.</param>
    /// <param name="required">Settings that have no default.</param>
    /// <exception cref="BadInputException">A setting is not known, cannot have its value, or is missing; says which.</exception>
    public static T Read<T>(JsonNode? given, T defaults, JsonTypeInfo<T> type, string source, string what, params IReadOnlyList<string> required)
    {
        var whole = JsonSerializer.SerializeToNode(defaults, type)!.AsObject();
        if (given is not JsonObject settings) throw BadInputException.In(source, $"{what} is no object, {{ … }}", $"It has {Names(whole)}.");
        if (required.FirstOrDefault(name => !settings.Any(pair => Same(pair.Key, name))) is { } missing) throw BadInputException.In(source, $"{what} has no '{missing}'", "Add it; it has no default.");
        foreach (var (name, value) in settings)
        {
            var key = whole.Select(pair => pair.Key).FirstOrDefault(known => Same(known, name)) ?? throw BadInputException.In(source, $"{what} has no setting '{Short(name)}'", $"It has {Names(whole)}.");
            var usual = whole[key];
            whole[key] = value?.DeepClone();
            try
            {
                _ = whole.Deserialize(type);
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
            {
                throw BadInputException.In(source, $"'{key}' of {what} cannot be {Short(value?.ToJsonString() ?? "null")}", Choices(type, key) is { } choices ? $"Choose from {choices}." : $"Give a value such as {Short(usual?.ToJsonString() ?? "null")}.", failure);
            }
        }
        return whole.Deserialize(type)!;
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    static string Names(JsonObject settings) => string.Join(", ", settings.Select(pair => pair.Key));

    static string Short(string text) => text.Length > LongestShown ? text[..LongestShown] + "…" : text;

    static string? Choices(JsonTypeInfo type, string key)
    {
        var kind = type.Properties.First(property => property.Name == key).PropertyType;
        var word = kind.IsEnum ? kind : kind.GetGenericArguments().FirstOrDefault(argument => argument.IsEnum);
        return word is null ? null : string.Join(", ", Enum.GetNames(word));
    }
}

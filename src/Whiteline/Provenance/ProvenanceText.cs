using System.Text.Json;
using System.Text.Json.Nodes;

namespace Whiteline.Provenance;

/// <summary>The provenance of a dataset: one JSON text, which holds the provenance of what it was made from inside itself.</summary>
public static class ProvenanceText
{
    const int HashDigits = 64;

    // A merge of merges lies deeper by three levels each time. What is deeper than the one is kept as text, which the other, the most that is ever written, can still read.
    static readonly JsonDocumentOptions Kept = new() { MaxDepth = 512 }, Written = new() { MaxDepth = 1000 };

    /// <summary>The text as JSON, to be put into the provenance of what is made from the dataset; whatever another program wrote there is kept as text.</summary>
    public static JsonNode? Parsed(string? provenance) => Parsed(provenance, Kept);

    /// <summary>The provenance of a dataset made from files.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="parts">Each file with the number of spectra in it and its own provenance.</param>
    public static string Of(string command, params IEnumerable<(InputFile File, int Spectra, string? Provenance)> parts) => new JsonObject
    {
        ["program"] = RunRecord.ThisProgram,
        ["command"] = command,
        ["inputs"] = new JsonArray([.. parts.Select(part => (JsonNode)new JsonObject
        {
            ["name"] = part.File.Name,
            ["sha256"] = part.File.Sha256,
            ["spectra"] = part.Spectra,
            ["provenance"] = Parsed(part.Provenance),
        })]),
    }.ToJsonString();

    /// <summary>All files that a provenance names with their hashes, at any depth; each once. Empty for a text that is not JSON.</summary>
    public static IReadOnlyList<SourceFile> Sources(string? provenance)
    {
        var found = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        var waiting = new Stack<JsonNode?>([Parsed(provenance, Written)]);
        while (waiting.TryPop(out var node))
            switch (node)
            {
                case JsonObject part:
                    if (Text(part["sha256"]) is { Length: HashDigits } given && given.ToLowerInvariant() is var hash) found.TryAdd(hash, new(Text(part["name"]) ?? "a file", hash));
                    foreach (var (_, inner) in part) waiting.Push(inner);
                    break;
                case JsonArray list:
                    foreach (var inner in list) waiting.Push(inner);
                    break;
                // A provenance that was kept as text may be JSON all the same; it is shorter than what holds it, so this ends.
                case JsonValue when Text(node) is { } text && text.StartsWith('{') && Parsed(text, Written) is not JsonValue and var inner:
                    waiting.Push(inner);
                    break;
            }
        return [.. found.Values];
    }

    static JsonNode? Parsed(string? provenance, JsonDocumentOptions depth)
    {
        if (provenance is null) return null;
        try
        {
            return JsonNode.Parse(provenance, documentOptions: depth);
        }
        catch (JsonException)
        {
            return JsonValue.Create(provenance);
        }
    }

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

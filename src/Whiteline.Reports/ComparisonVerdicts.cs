using System.Text.Json;
using System.Text.Json.Serialization;
using Whiteline.Recipes.Comparison;

namespace Whiteline.Reports;

/// <summary>What a finished comparison says in words, in a file of its own, so that a page can show it without the comparison.</summary>
/// <param name="Summary">What won and by how much, a sentence each.</param>
/// <param name="Findings">The claims that were put to the test.</param>
public sealed record ComparisonVerdicts(IReadOnlyList<string> Summary, IReadOnlyList<Finding> Findings)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "verdicts.json";

    // A few kilobytes in truth.
    const long MostBytes = 1 << 20;

    /// <summary>The verdicts of a comparison.</summary>
    public static ComparisonVerdicts Of(ComparisonResult result) => new(ComparisonReport.Summary(result), Finding.Of(result));

    /// <summary>The verdicts that a folder of results holds; null where there are none, or none that can be read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="finished">When the last combination was finished, UTC: verdicts written before are those of an earlier comparison in this folder.</param>
    public static ComparisonVerdicts? In(string folder, DateTime finished)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        try
        {
            var read = file.Exists && file.LastWriteTimeUtc >= finished && file.Length <= MostBytes ? JsonSerializer.Deserialize(File.ReadAllText(file.FullName), ComparisonVerdictsJson.Default.ComparisonVerdicts) : null;
            // Lists of JSON may hold nulls whatever they are declared as.
            return read is null || read.Summary.Contains(null!) || read.Findings.Contains(null!) ? null : read;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of the file.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ComparisonVerdictsJson.Default.ComparisonVerdicts);
}

/// <summary>How verdicts are written: with the keys and words of <c>compare --json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ComparisonVerdicts))]
sealed partial class ComparisonVerdictsJson : JsonSerializerContext;

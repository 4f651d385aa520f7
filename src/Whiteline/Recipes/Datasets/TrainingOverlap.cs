using Whiteline.Provenance;

namespace Whiteline.Recipes.Datasets;

/// <summary>
/// Whether spectra to test on were trained on: the same file, a file that the training spectra were made from (augmented, merged, divided), or one made from a training file. Two
/// parts of one file share their source and nothing else, which is no overlap.
/// </summary>
public static class TrainingOverlap
{
    const string Advice = "these scores flatter it. Give spectra that it has not seen.";

    /// <summary>The warning, a sentence or two; null when nothing is known of an overlap.</summary>
    /// <param name="who">What trained, such as <c>The model</c>.</param>
    /// <param name="inputs">The files that it trained on.</param>
    /// <param name="sources">The files that those were made from.</param>
    /// <param name="test">The file to test on.</param>
    /// <param name="provenance">The provenance of its spectra, or null.</param>
    public static string? Warning(string who, IReadOnlyList<InputFile> inputs, IReadOnlyList<SourceFile> sources, InputFile test, string? provenance)
    {
        if (inputs.Any(input => input.Sha256 == test.Sha256)) return $"{who} trained on this very file: {Advice}";
        if (sources.Any(source => source.Sha256 == test.Sha256)) return $"{who} trained on spectra that were made or taken from this very file: {Advice}";
        var hashes = ProvenanceText.Sources(provenance).Select(source => source.Sha256).ToHashSet(StringComparer.Ordinal);
        string[] shared = [.. inputs.Where(input => hashes.Contains(input.Sha256)).Select(input => $"'{input.Name}'")];
        return shared.Length > 0 ? $"{who} trained on {string.Join(" and ", shared)}, from which spectra of this file were made or taken: {Advice}" : null;
    }
}

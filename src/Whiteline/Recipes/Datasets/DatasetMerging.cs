using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Datasets;

/// <summary>Joins labelled datasets, keeping apart what came from different files.</summary>
public static class DatasetMerging
{
    /// <summary>One dataset of several, on the energies that they share; each group is named by its file and its own name, and the provenance of all is kept.</summary>
    /// <param name="parts">Name and content of each; at least one.</param>
    /// <param name="inputs">The files, in the same order.</param>
    /// <param name="command">The command line.</param>
    /// <exception cref="BadInputException">The axes do not overlap.</exception>
    public static LabeledSpectra Run(IReadOnlyList<(string Name, LabeledSpectra Data)> parts, IReadOnlyList<InputFile> inputs, string command)
    {
        var names = Distinct([.. parts.Select(part => part.Name)]);
        var joined = CommonAxis.Join([.. parts.Select((part, p) => Renamed(part.Data, names[p]))], prefix: false);
        return new(joined.Axis, joined.Intensity.ToArray(), joined.Labels, joined.Groups)
        {
            Synthetic = joined.Synthetic,
            Provenance = ProvenanceText.Of(command, parts.Zip(inputs, (part, input) => (input, part.Data.Count, part.Data.Provenance))),
        };
    }

    static LabeledSpectra Renamed(LabeledSpectra data, string name) =>
        new(data.Axis, data.Intensity.ToArray(), data.Labels, [.. Enumerable.Range(0, data.Count).Select(i => data.Groups is { } groups ? $"{name}/{groups[i]}" : name)]) { Synthetic = data.Synthetic };

    static string[] Distinct(string[] names) =>
        [.. names.Select((name, i) => names.AsSpan(0, i).Contains(name) ? $"{name} ({names.Take(i).Count(other => other == name) + 1})" : name)];
}

using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>Labelled spectra from a generator, each of them marked.</summary>
public static class SyntheticSpectra
{
    /// <summary>Group of all that was made: no specimen.</summary>
    public const string Group = "synthetic";

    /// <summary>Makes so many spectra of each class.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="axis">Energy axis of the spectra that it learned from.</param>
    /// <param name="counts">Labels with their numbers of spectra; those with 0 are passed over.</param>
    /// <param name="seed">Randomness: the same seed and counts give the same spectra.</param>
    /// <returns>The spectra, sorted by label; null where none was asked for.</returns>
    /// <exception cref="BadInputException">The axis is not the generator's, a number is negative, or a value that is not finite was made.</exception>
    public static LabeledSpectra? Make(ISpectrumGenerator generator, EnergyAxis axis, IReadOnlyDictionary<string, int> counts, Seed seed)
    {
        // Rows of another length would be cut out of the spectra that are made, and look like spectra.
        if (axis.Count != generator.Channels)
            throw new BadInputException($"The generator makes spectra of {generator.Channels} channels, and the energy axis has {axis.Count}. Give the axis of the spectra that it learned from.");
        if (counts.FirstOrDefault(pair => pair.Value < 0) is { Key: { } wrong } negative)
            throw new BadInputException($"{negative.Value} spectra of {wrong} were asked for. Give 0 or more.");
        var total = counts.Values.Sum();
        if (total == 0) return null;
        var intensity = new float[total * axis.Count];
        var labels = new List<string>();
        foreach (var (label, count) in counts.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var part = intensity.AsSpan(labels.Count * axis.Count, count * axis.Count);
            generator.Generate(label, seed.Branch("synthetic/" + label), part);
            foreach (var value in part)
                if (!float.IsFinite(value)) throw new BadInputException($"The generator of {label} made a value that is not finite. Give it more spectra, or take another method.");
            labels.AddRange(Enumerable.Repeat(label, count));
        }
        return new(axis, intensity, labels, [.. labels.Select(_ => Group)]) { Synthetic = [.. labels.Select(_ => true)] };
    }

    /// <summary>How many spectra bring each class of a dataset up to a number.</summary>
    public static IReadOnlyDictionary<string, int> Lacking(LabeledSpectra data, int perClass) =>
        data.Classes.ToDictionary(label => label, label => Math.Max(0, perClass - data.Labels.Count(other => other == label)), StringComparer.Ordinal);

    /// <summary>The spectra of a dataset followed by synthetic ones.</summary>
    /// <param name="data">The dataset; where it has no groups, each of its spectra is a group.</param>
    /// <param name="synthetic">What is added, on the same axis; null for nothing.</param>
    /// <exception cref="BadInputException">The axes differ.</exception>
    public static LabeledSpectra Join(LabeledSpectra data, LabeledSpectra? synthetic)
    {
        if (synthetic is null) return data;
        if (!data.Axis.Agrees(synthetic.Axis)) throw new BadInputException($"The synthetic spectra have another energy axis ({synthetic.Axis}) than those that they are added to ({data.Axis}). Bring them onto one.");
        var groups = data.Groups ?? [.. Enumerable.Range(0, data.Count).Select(i => $"{i}")];
        return new(data.Axis, [.. data.Intensity.Span, .. synthetic.Intensity.Span], [.. data.Labels, .. synthetic.Labels], [.. groups, .. synthetic.Groups!])
        {
            Provenance = data.Provenance,
            Synthetic = [.. Enumerable.Range(0, data.Count).Select(data.IsSynthetic), .. synthetic.Synthetic!],
        };
    }
}

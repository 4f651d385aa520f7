using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Datasets;

/// <summary>One class of a dataset.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Spectra">How many spectra it has.</param>
/// <param name="Groups">How many groups they are from; null when groups are unknown.</param>
/// <param name="SignalToNoise">Median over its spectra (<see cref="Features.SignalToNoise"/>).</param>
/// <param name="L3Ev">L3 maximum of the mean spectrum, eV; null where no white lines stand out.</param>
/// <param name="SplittingEv">L2 − L3, eV.</param>
public sealed record ClassReview(string Label, int Spectra, int? Groups, double SignalToNoise, double? L3Ev, double? SplittingEv);

/// <summary>What is in a labelled dataset, and what a user should know before training on it.</summary>
/// <param name="Classes">The classes in ordinal order.</param>
/// <param name="Warnings">A sentence each; empty when nothing is amiss.</param>
public sealed record DatasetReview(IReadOnlyList<ClassReview> Classes, IReadOnlyList<string> Warnings)
{
    /// <summary>Looks through a dataset.</summary>
    public static DatasetReview Of(LabeledSpectra data)
    {
        ClassReview[] classes = [.. data.Classes.Select(label => Review(data, label))];
        return new(classes, [.. DatasetWarnings.Of(data, classes)]);
    }

    /// <summary>What would mislead anything that learns from a dataset, a sentence each: an axis on which the labels can have no white lines, spectra without a signal, exact copies.</summary>
    public static IEnumerable<string> Doubts(LabeledSpectra data) => [.. EdgesOnAxis.Doubts(data), .. DatasetWarnings.Flat(data), .. DatasetWarnings.Copies(data)];

    static ClassReview Review(LabeledSpectra data, string label)
    {
        var members = Enumerable.Range(0, data.Count).Where(i => data.Labels[i] == label).ToArray();
        var edge = OxidationState.Parse(label) is { } state ? Edge.L23Of(state.Element) : null;
        var search = edge is not null && data.Axis.Covers(new(edge.OnsetEv, edge.OnsetEv + 5)) ? new EnergyWindow(edge.OnsetEv - 10, edge.OnsetEv + 15) : null;
        var mean = new float[data.Axis.Count];
        foreach (var i in members)
            for (var c = 0; c < mean.Length; c++) mean[c] += data[i][c] / members.Length;
        var lines = edge is null ? null : WhiteLines.Find(data.Axis, mean, edge, EnergyReference.Literature(edge.Element)!.CentreEv);
        double[] ratios = [.. members.Select(i => SignalToNoise.Of(data.Axis, data[i], search)).Order()];
        return new(label, members.Length, data.Groups is { } groups ? members.Select(i => groups[i]).Distinct().Count() : null, ratios[ratios.Length / 2], lines?.L3Ev, lines?.SplittingEv);
    }
}

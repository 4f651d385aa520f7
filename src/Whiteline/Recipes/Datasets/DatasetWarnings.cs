using System.IO.Hashing;
using System.Runtime.InteropServices;
using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Datasets;

/// <summary>What is amiss with a dataset, a sentence each with what would mend it.</summary>
static class DatasetWarnings
{
    const int FewSpectra = 20;
    const double Imbalance = 10;
    const double PoorSignalToNoise = 3;
    const double CoarseEv = 0.6;
    const double LargestOffsetEv = 2;

    public static IEnumerable<string> Of(LabeledSpectra data, IReadOnlyList<ClassReview> classes) =>
        [.. EdgesOnAxis.Doubts(data), .. Sizes(classes), .. Labels(data), .. Groups(data, classes), .. Quality(data, classes), .. Copies(data)];

    static IEnumerable<string> Sizes(IReadOnlyList<ClassReview> classes)
    {
        foreach (var one in classes.Where(one => one.Spectra < FewSpectra))
            yield return $"Class {one.Label} has {one.Spectra} {(one.Spectra == 1 ? "spectrum" : "spectra")}: too few to learn its variety from or to judge by. Measure more, or augment.";
        if (classes.Count == 1) yield return $"All spectra are {classes[0].Label}: a classifier needs at least two classes.";
        var (most, least) = (classes.MaxBy(one => one.Spectra)!, classes.MinBy(one => one.Spectra)!);
        if (most.Spectra > Imbalance * least.Spectra)
            yield return FormattableString.Invariant($"Class {most.Label} has {(double)most.Spectra / least.Spectra:0} times as many spectra as {least.Label}: judge by balanced accuracy, not by accuracy.");
    }

    static IEnumerable<string> Labels(LabeledSpectra data)
    {
        string[] odd = [.. data.Classes.Where(label => OxidationState.Parse(label) is null)];
        if (odd.Length > 0) yield return $"{string.Join(", ", odd)} {(odd.Length == 1 ? "names" : "name")} no ion such as Fe2+: no edge can be looked up, so the energy axis will be taken as written.";
        foreach (var same in data.Classes.GroupBy(OxidationState.Parse).Where(same => same.Key is not null && same.Count() > 1))
            yield return $"{string.Join(" and ", same)} name one ion: a classifier would have to tell them apart. Give them one label.";
    }

    static IEnumerable<string> Groups(LabeledSpectra data, IReadOnlyList<ClassReview> classes)
    {
        if (data.Groups is null)
        {
            yield return "The dataset names no groups (specimen, image or source): splits will put near copies on both sides, and scores will flatter.";
            yield break;
        }
        foreach (var one in classes.Where(one => one.Groups == 1 && one.Spectra > 1))
            yield return $"Class {one.Label} is from one group only: it cannot be on both sides of a split by group.";
    }

    static IEnumerable<string> Quality(LabeledSpectra data, IReadOnlyList<ClassReview> classes)
    {
        foreach (var one in classes.Where(one => one.SignalToNoise < PoorSignalToNoise))
            yield return FormattableString.Invariant($"Class {one.Label} has a median signal-to-noise ratio of {one.SignalToNoise:0.0}: its lines hardly stand out of the noise of a channel. Denoise or bin.");
        foreach (var one in classes)
            if (one.L3Ev is { } l3 && EnergyReference.Literature(OxidationState.Parse(one.Label)!.Element) is { } reference && reference.Expect(one.SplittingEv!.Value).L3Ev is var expected && Math.Abs(l3 - expected) > LargestOffsetEv)
                yield return FormattableString.Invariant($"L3 of {one.Label} lies at {l3:0.0} eV where some {expected:0.0} eV is expected: the energy axis reads {Math.Abs(l3 - expected):0.0} eV {(l3 > expected ? "high" : "low")}, and a model will expect other files to do so too.");
        if (data.Axis.DispersionEv > CoarseEv)
            yield return FormattableString.Invariant($"Channels of {data.Axis.DispersionEv:0.##} eV are wide for white lines: fine structure is lost.");
        foreach (var sentence in Flat(data)) yield return sentence;
    }

    public static IEnumerable<string> Flat(LabeledSpectra data)
    {
        bool[] isFlat = [.. Enumerable.Range(0, data.Count).Select(i => !data[i].ContainsAnyExcept(data[i][0]))];
        var flat = isFlat.Count(one => one);
        if (flat == 0) yield break;
        string[] only = [.. data.Classes.Where(label => Enumerable.Range(0, data.Count).All(i => isFlat[i] || data.Labels[i] != label))];
        var nothingElse = only.Length > 0 ? $" {string.Join(", ", only)} {(only.Length == 1 ? "has" : "have")} no others." : "";
        yield return $"{flat} {(flat == 1 ? "spectrum is" : "spectra are")} the same in every channel. Remove {(flat == 1 ? "it" : "them")}.{nothingElse}";
    }

    public static IEnumerable<string> Copies(LabeledSpectra data)
    {
        var seen = new Dictionary<UInt128, int>(data.Count);
        var (copies, contradictions, across) = (0, 0, 0);
        for (var i = 0; i < data.Count; i++)
        {
            var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(data[i]));
            if (seen.TryAdd(hash, i)) continue;
            copies++;
            if (data.Labels[i] != data.Labels[seen[hash]]) contradictions++;
            if (data.Groups is { } groups && groups[i] != groups[seen[hash]]) across++;
        }
        if (copies > 0) yield return $"{copies} {(copies == 1 ? "spectrum is an exact copy" : "spectra are exact copies")} of another{(across > 0 ? $", {across} of one in another group, so that not even a split by group is honest" : "")}. Remove {(copies == 1 ? "it" : "them")}.";
        if (contradictions > 0) yield return $"{contradictions} of the copies {(contradictions == 1 ? "bears" : "bear")} another label than the original: one of the two is wrong.";
    }
}

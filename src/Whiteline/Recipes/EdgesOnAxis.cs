using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Whether the white lines that the labels speak of can be on the energy axis of the spectra.</summary>
public static class EdgesOnAxis
{
    /// <summary>Why the axis cannot be right, or cannot serve the labels, a sentence each with what would mend it; empty where nothing speaks against it, and for labels of no known L2,3 edge.</summary>
    public static IEnumerable<string> Doubts(LabeledSpectra data)
    {
        // Oxides may be told by the oxygen edge instead.
        if (data.Axis.Covers(Edge.OK.Window)) yield break;
        Edge[] edges = [.. data.Classes.Select(ElementOf).OfType<string>().Distinct().Select(Edge.L23Of).OfType<Edge>()];
        Edge[] absent = [.. edges.Where(edge => !HoldsL3(data.Axis, edge))];
        if (absent.Length > 0)
        {
            var labels = data.Classes.Where(label => absent.Any(edge => edge.Element == ElementOf(label)));
            yield return FormattableString.Invariant(
                $"L3 of {string.Join(" and of ", absent.Select(edge => FormattableString.Invariant($"{edge.Element}, some {edge.OnsetEv:0} eV,")))} is not on the energy axis, {data.Axis.OffsetEv:0.##} to {data.Axis.LastEv:0.##} eV: the spectra labelled {string.Join(", ", labels)} cannot show their white lines. {Mend(data.Axis, edges)}");
        }
        foreach (var edge in edges.Except(absent))
            if (EnergyReference.FromTraining(data, edge.Element) is null)
                yield return FormattableString.Invariant(
                    $"No white lines of {edge.Element} stand out near {EnergyReference.Literature(edge.Element)!.CentreEv:0} eV in the mean of any class: the energy axis is off by many eV, or the spectra hold too little signal. Check the energies (whiteline info FILE --axis), and the labels.");
    }

    /// <summary>True when the onset of L3 lies inside the axis.</summary>
    internal static bool HoldsL3(EnergyAxis axis, Edge edge) => axis.ChannelAt(edge.OnsetEv) > 0 && axis.ChannelAt(edge.OnsetEv) < axis.Count - 1;

    static string Mend(EnergyAxis axis, Edge[] edges) =>
        edges.All(edge => HoldsL3(new(1000 * axis.OffsetEv, 1000 * axis.DispersionEv, axis.Count), edge)) ? "The energies seem to be in keV: multiply them by 1000."
        : edges.Length > 1 ? "Datasets that are joined keep only the energies that all of them have: train each element by itself, or take spectra that reach all the edges."
        : "Check the energies and the labels of the file.";

    static string? ElementOf(string label) => OxidationState.Parse(label)?.Element;
}

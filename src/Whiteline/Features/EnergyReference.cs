using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>Where the white lines of one oxidation state lie.</summary>
/// <param name="Label">The ion.</param>
/// <param name="L3Ev">L3 maximum, eV.</param>
/// <param name="SplittingEv">L2 − L3, eV.</param>
public sealed record ReferenceLines(string Label, double L3Ev, double SplittingEv);

/// <summary>
/// Where L3 is expected for an element whose oxidation state is not known. The L2 − L3 splitting does not depend on the axis' offset,
/// so it says how likely each state is; what stays undecided between the states is the anchor's chemical uncertainty.
/// </summary>
/// <param name="Element">Chemical symbol.</param>
/// <param name="States">The states that may occur; at least one.</param>
/// <param name="Basis">Where the numbers come from, for the report.</param>
public sealed record EnergyReference(string Element, IReadOnlyList<ReferenceLines> States, string Basis)
{
    // How far splittings of one state scatter between instruments and specimens (8 Fe and 23 Mn digitised references).
    const double SplittingScatterEv = 0.6;

    // How far L3 of one state scatters between instruments with calibrated axes.
    const double PositionScatterEv = 0.4;

    /// <summary>The expected L3 position and its uncertainty (one standard deviation), eV, given the splitting that was found.</summary>
    public (double L3Ev, double UncertaintyEv) Expect(double splittingEv)
    {
        double sum = 0, mean = 0, square = 0;
        // The best state is the scale, so that a splitting far from all of them still weighs them.
        var least = States.Min(state => Math.Abs(state.SplittingEv - splittingEv));
        foreach (var state in States)
        {
            var weight = Math.Exp(-0.5 * (Math.Pow(state.SplittingEv - splittingEv, 2) - least * least) / (SplittingScatterEv * SplittingScatterEv));
            sum += weight;
            mean += weight * state.L3Ev;
            square += weight * state.L3Ev * state.L3Ev;
        }
        mean /= sum;
        return (mean, Math.Sqrt(Math.Max(0, square / sum - mean * mean) + PositionScatterEv * PositionScatterEv));
    }

    /// <summary>Middle of the states' L3 positions, eV.</summary>
    public double CentreEv => (States.Min(state => state.L3Ev) + States.Max(state => state.L3Ev)) / 2;

    /// <summary>Positions measured on the mean spectrum of each class of a dataset; null when no class shows the element's white lines.</summary>
    public static EnergyReference? FromTraining(LabeledSpectra dataset, string element)
    {
        var literature = Literature(element);
        if (literature is null || Edge.L23Of(element) is not { } edge) return null;
        List<ReferenceLines> states = [];
        foreach (var label in dataset.Classes)
        {
            if (OxidationState.Parse(label) is { } state && !string.Equals(state.Element, element, StringComparison.OrdinalIgnoreCase)) continue;
            var mean = new float[dataset.Axis.Count];
            for (var i = 0; i < dataset.Count; i++)
                if (dataset.Labels[i] == label)
                    for (var c = 0; c < mean.Length; c++) mean[c] += dataset[i][c];
            if (WhiteLines.Find(dataset.Axis, mean, edge, literature.CentreEv) is { } lines) states.Add(new(label, lines.L3Ev, lines.SplittingEv));
        }
        return states.Count == 0 ? null : new(edge.Element, states, "the training spectra");
    }

    /// <summary>
    /// Positions from the literature; null for an element without a tabulated L2,3 edge. Mn: mean of digitised references; Fe: van Aken,
    /// Liebscher and Styrsa, Phys. Chem. Miner. 25, 323, 1998; others: the onset of the table and 1 eV beyond it.
    /// </summary>
    public static EnergyReference? Literature(string element) => Edge.L23Of(element) switch
    {
        null => null,
        { Element: "Mn" } => new("Mn", [new("Mn2+", 640.4, 12.2), new("Mn3+", 642.4, 10.8), new("Mn4+", 643.3, 10.3)], "the literature"),
        { Element: "Fe" } => new("Fe", [new("Fe2+", 707.8, 13.0), new("Fe3+", 709.5, 13.0)], "the literature"),
        var edge => new(edge.Element, [new(edge.Element, edge.OnsetEv, edge.SplittingEv!.Value), new(edge.Element, edge.OnsetEv + 2, edge.SplittingEv.Value)], "the literature"),
    };

    /// <inheritdoc/>
    public bool Equals(EnergyReference? other) =>
        other is not null && Element == other.Element && Basis == other.Basis && States.SequenceEqual(other.States);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Element, Basis, States.Count);
}

namespace Whiteline.Simulation;

/// <summary>One line of a multiplet.</summary>
/// <param name="OffsetEv">Energy relative to the multiplet's anchor, eV.</param>
/// <param name="Height">Relative height.</param>
/// <param name="FwhmEv">Lorentzian width, eV.</param>
public sealed record MultipletLine(double OffsetEv, double Height, double FwhmEv);

/// <summary>
/// What the simulation knows of an ion in its oxide. L3 positions, splittings and ratios: means over digitised literature references
/// (docs/simulation.md gives them with their scatter); Fe2+ second peak and Fe3+ pre-peak: van Aken, Liebscher and Styrsa (Phys. Chem.
/// Minerals 25, 1998, 323). The finer lines of each multiplet and the O K peaks are drawn after published spectra and are approximate.
/// </summary>
/// <param name="Label">Such as <c>Fe2.67+</c>.</param>
/// <param name="L3Ev">Anchor of L3, eV: its main line.</param>
/// <param name="SplittingEv">L2 − L3, eV.</param>
/// <param name="Ratio">L3/L2 by areas above 2:1 steps, L3 ± 5 eV and L2 ± 4 eV (Pearson's windows).</param>
/// <param name="L3">Lines of L3.</param>
/// <param name="L2">Lines of L2.</param>
/// <param name="PrePeakEv">O K pre-peak, eV.</param>
/// <param name="PrePeak">Its height relative to the main O K peak.</param>
/// <param name="MainPeakEv">Main O K peak, eV.</param>
public sealed record Ion(
    string Label,
    double L3Ev,
    double SplittingEv,
    double Ratio,
    IReadOnlyList<MultipletLine> L3,
    IReadOnlyList<MultipletLine> L2,
    double PrePeakEv,
    double PrePeak,
    double MainPeakEv)
{
    static readonly MultipletLine[] Fe2L3 = [new(0, 1, 1.2), new(-0.9, 0.25, 1.0), new(1.2, 0.45, 1.3), new(2.5, 0.4, 1.4)];
    static readonly MultipletLine[] Fe3L3 = [new(0, 1, 1.1), new(-1.5, 0.4, 1.0), new(1.0, 0.35, 1.3), new(2.5, 0.18, 1.4)];
    static readonly MultipletLine[] FeL2 = [new(0, 1, 1.7), new(-1.4, 0.7, 1.6), new(1.3, 0.35, 1.7)];

    /// <summary>All ions that can be simulated.</summary>
    public static IReadOnlyList<Ion> All { get; } =
    [
        new("Fe2+", 708.0, 13.2, 4.68, Fe2L3, FeL2, 531.3, 0.45, 540.0),
        // Magnetite: one Fe2+ and two Fe3+, so the line is the mixture of both, 1.5 eV apart.
        new("Fe2.67+", 709.6, 13.0, 4.67, Mixed(Fe2L3, -1.6, 1.0 / 3, Fe3L3, 0, 2.0 / 3), FeL2, 530.6, 0.55, 540.4),
        new("Fe3+", 709.6, 13.0, 5.5, Fe3L3, FeL2, 530.2, 0.65, 540.8),
        new("Mn2+", 640.43, 12.23, 4.58, [new(0, 1, 0.45), new(-0.9, 0.3, 0.6), new(1.5, 0.34, 0.8), new(3.6, 0.14, 1.2)], [new(0, 1, 1.0), new(-2.2, 0.8, 1.2), new(0.9, 0.4, 1.2)], 531.6, 0.35, 538.0),
        new("Mn3+", 642.39, 10.8, 2.44, [new(0, 1, 0.9), new(-1.3, 0.62, 0.9), new(1.4, 0.5, 1.1), new(2.8, 0.18, 1.3)], [new(0, 1, 1.4), new(-1.5, 0.55, 1.3), new(1.3, 0.55, 1.4)], 530.6, 0.6, 541.0),
        new("Mn4+", 643.31, 10.26, 2.01, [new(0, 1, 0.8), new(-2.0, 0.5, 0.7), new(-0.9, 0.32, 0.9), new(1.5, 0.35, 1.3)], [new(0, 1, 1.3), new(-1.3, 0.6, 1.3), new(1.4, 0.45, 1.4)], 529.8, 1.0, 541.5),
    ];

    /// <summary>Element, such as <c>Fe</c>.</summary>
    public string Element => Label[..2];

    /// <summary>The ion of a label.</summary>
    /// <exception cref="BadInputException">It is none of <see cref="All"/>.</exception>
    public static Ion Of(string label) => All.FirstOrDefault(ion => ion.Label == label)
        ?? throw new BadInputException($"'{label}' cannot be simulated. Choose among {string.Join(", ", All.Select(ion => ion.Label))}.");

    static MultipletLine[] Mixed(MultipletLine[] a, double aOffset, double aShare, MultipletLine[] b, double bOffset, double bShare) =>
    [
        .. a.Select(line => line with { OffsetEv = line.OffsetEv + aOffset, Height = line.Height * aShare }),
        .. b.Select(line => line with { OffsetEv = line.OffsetEv + bOffset, Height = line.Height * bShare }),
    ];
}

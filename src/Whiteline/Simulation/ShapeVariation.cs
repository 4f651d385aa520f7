using Whiteline.Numerics;

namespace Whiteline.Simulation;

/// <summary>
/// How far the edge of one ion differs from specimen to specimen and from spectrum to spectrum: crystal field and covalency move and weigh
/// the lines of a multiplet, and L3, the splitting and the ratio scatter as the digitised references do.
/// </summary>
/// <param name="LineEv">Standard deviation of each line's position, eV.</param>
/// <param name="Height">Relative standard deviation of each line's height.</param>
/// <param name="L3Ev">Standard deviation of the whole edge, eV.</param>
/// <param name="SplittingEv">Standard deviation of L2 − L3, eV.</param>
/// <param name="Ratio">Relative standard deviation of L3/L2.</param>
/// <param name="Width">Relative standard deviation of the widths.</param>
public sealed record ShapeVariation(double LineEv = 0.06, double Height = 0.08, double L3Ev = 0.12, double SplittingEv = 0.1, double Ratio = 0.06, double Width = 0.08)
{
    /// <summary>One shape per ion.</summary>
    public static ShapeVariation None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>A variant of an ion.</summary>
    public Ion Vary(Ion ion, RandomSource random) => ion with
    {
        L3Ev = ion.L3Ev + L3Ev * random.NextNormal(),
        SplittingEv = ion.SplittingEv + SplittingEv * random.NextNormal(),
        Ratio = ion.Ratio * Factor(Ratio, random),
        L3 = Vary(ion.L3, random),
        L2 = Vary(ion.L2, random),
        PrePeakEv = ion.PrePeakEv + 2 * LineEv * random.NextNormal(),
        PrePeak = ion.PrePeak * Factor(Height, random),
    };

    MultipletLine[] Vary(IReadOnlyList<MultipletLine> lines, RandomSource random) =>
        [.. lines.Select(line => new MultipletLine(line.OffsetEv + LineEv * random.NextNormal(), line.Height * Factor(Height, random), line.FwhmEv * Factor(Width, random)))];

    // Log-normal: never negative, and a factor is as likely as its inverse.
    static double Factor(double relative, RandomSource random) => Math.Exp(relative * random.NextNormal());
}

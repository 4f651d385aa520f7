using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>By how much an energy axis is off, judged by an edge whose position is known.</summary>
/// <param name="OffsetEv">What must be added to the energies, eV.</param>
/// <param name="UncertaintyEv">One standard deviation, eV: spread between the classes, scatter of the references, one channel.</param>
/// <param name="LineName">The line that was located, such as <c>Fe L3</c>.</param>
/// <param name="FoundEv">Where it lies on the axis as written, eV.</param>
/// <param name="ExpectedEv">Where it is expected, eV: <paramref name="FoundEv"/> + <paramref name="OffsetEv"/>.</param>
/// <param name="OxygenOffsetEv">The offset by the O K onset, eV; null when the axis does not reach it.</param>
public sealed record AxisEstimate(double OffsetEv, double UncertaintyEv, string LineName, double FoundEv, double ExpectedEv, double? OxygenOffsetEv)
{
    /// <summary>Steepest rise of O K in transition-metal oxides, eV: between the pre-peak of the high valences (about 528) and that of the low ones (about 532).</summary>
    public const double OxygenOnsetEv = 530;

    /// <summary>One standard deviation of <see cref="OxygenOnsetEv"/> between oxides, eV.</summary>
    public const double OxygenUncertaintyEv = 1.5;

    // A match must explain most of what a straight line does not.
    const double LargestResidual = 0.5;

    /// <summary>True when O K gives the same offset within two standard deviations of both.</summary>
    public bool OxygenAgrees =>
        OxygenOffsetEv is { } other && Math.Abs(other - OffsetEv) <= 2 * Math.Sqrt(OxygenUncertaintyEv * OxygenUncertaintyEv + UncertaintyEv * UncertaintyEv);

    /// <summary>Estimates the offset of a mean spectrum's axis; null when no reference matches.</summary>
    public static AxisEstimate? From(ReadOnlySpan<float> mean, EnergyAxis axis, IReadOnlyList<EdgeReference> references, double reachEv, double referenceScatterEv)
    {
        var matches = new List<EdgeMatch>();
        foreach (var reference in references)
            if (EdgeMatch.Find(mean, axis, reference, reachEv) is { Residual: < LargestResidual } match) matches.Add(match);
        if (matches.Count == 0) return null;
        // The floor keeps a perfect match (the reference itself) from taking all the weight by rounding alone.
        var weights = matches.Select(match => 1 / Math.Pow(Math.Max(match.Residual, 1e-4), 2)).ToArray();
        var total = weights.Sum();
        var offset = matches.Zip(weights, (match, weight) => match.ShiftEv * weight).Sum() / total;
        var chemistry = matches.Zip(weights, (match, weight) => weight * Math.Pow(match.ShiftEv - offset, 2)).Sum() / total;
        var uncertainty = Math.Sqrt(chemistry + referenceScatterEv * referenceScatterEv + axis.DispersionEv * axis.DispersionEv / 12);
        var bestIndex = Array.IndexOf(weights, weights.Max());
        var best = references.First(reference => reference.Label == matches[bestIndex].Label);
        var expected = LineOf(best) + (offset - matches[bestIndex].ShiftEv);
        return new(offset, uncertainty, NameOf(best), expected - offset, expected, OxygenOffset(mean, axis, offset));
    }

    static double LineOf(EdgeReference reference)
    {
        var intensity = reference.Intensity.ToArray();
        var whole = new EnergyWindow(reference.Axis.OffsetEv, reference.Axis.LastEv);
        return WhiteLine.Locate(intensity, reference.Axis, whole) ?? reference.Axis.EnergyAt(Array.IndexOf(intensity, intensity.Max()));
    }

    static string NameOf(EdgeReference reference) => OxidationState.Parse(reference.Label) is { } state ? $"{state.Element} L3" : "the strongest line";

    static double? OxygenOffset(ReadOnlySpan<float> mean, EnergyAxis axis, double offsetEv)
    {
        var search = new EnergyWindow(OxygenOnsetEv - offsetEv - 8, OxygenOnsetEv - offsetEv + 8);
        return EdgeOnset.Locate(mean, axis, search) is { } onset ? OxygenOnsetEv - onset : null;
    }
}

using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing.Landmarks;

/// <summary>L3 of an element whose oxidation state is not known: where it lies depends on the state, of which the L2 − L3 splitting says something.</summary>
sealed record WhiteLineLandmark(Edge Edge, EnergyReference Reference) : Landmark($"{Edge.Element} L3", $"L3 maximum over the states that may occur, by {Reference.Basis}")
{
    const double RefineEv = 2, SigmaEv = 0.6;

    public override Sighting? Find(EnergyAxis axis, ReadOnlySpan<float> spectrum) =>
        WhiteLines.Find(axis, spectrum, Edge, Reference.CentreEv, SearchEv) is { } lines ? At(lines.L3Ev, lines.SplittingEv, Math.Sqrt(lines.Significance)) : null;

    public override Sighting? Again(EnergyAxis axis, ReadOnlySpan<float> spectrum, Sighting first)
    {
        var l3 = SmoothedMaximum.In(axis, spectrum, new(first.FoundEv - RefineEv, first.FoundEv + RefineEv), SigmaEv);
        var l2 = SmoothedMaximum.In(axis, spectrum, new(l3 + Edge.SplittingEv!.Value - RefineEv, l3 + Edge.SplittingEv.Value + RefineEv), SigmaEv);
        return At(l3, l2 - l3, first.Significance);
    }

    public override EnergyWindow Around(Sighting first) => new(first.FoundEv - 6, first.FoundEv + Edge.SplittingEv!.Value + 6);

    Sighting At(double l3Ev, double splittingEv, double significance) => Reference.Expect(splittingEv) is var (expected, chemical) ? new(l3Ev, expected, chemical, significance) : default;
}

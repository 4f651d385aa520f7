using Whiteline.Features;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>
/// References from a user's labelled spectra: the mean of each state's, scaled to one white-line area, and the shapes in which the spectra of one state differ from each other. Two sources whose
/// axes disagree differ in position too, and the intervals grow accordingly.
/// </summary>
public static class MeasuredReferences
{
    const int MostComponents = 6;
    const double ContinuumSd = 0.04, ThicknessSd = 0.3;

    // Of the arctangents that a higher continuum is made of.
    const double StepWidthEv = 1.5;

    /// <summary>Makes the references.</summary>
    /// <param name="spectra">Labelled spectra without background.</param>
    /// <param name="states">States to use; null for all labels.</param>
    /// <exception cref="BadInputException">Labels that are no ions of one element, a state without spectra, or spectra without white lines.</exception>
    public static ReferenceSet Of(LabeledSpectra spectra, IReadOnlyList<string>? states = null)
    {
        var ordered = ReferenceSet.Ordered(states ?? spectra.Classes);
        if (ordered.FirstOrDefault(state => !spectra.Classes.Contains(state)) is { } missing)
            throw new BadInputException($"The references hold no spectrum of {missing}, only of {string.Join(", ", spectra.Classes)}. Add one, or leave the state out.");
        var edge = Edge.L23Of(OxidationState.Parse(ordered[0])!.Element)!;
        var axis = spectra.Axis;
        var k = ordered.Length;
        var (curves, own) = (new double[k][], new double[k][][]);
        var (lines, scatter) = (new (double L3Ev, double L2Ev)[k], new double[k]);
        for (var s = 0; s < k; s++)
        {
            var (members, shares) = Members(spectra, ordered[s], edge);
            curves[s] = Mean(members);
            lines[s] = Find(axis, curves[s], edge) ?? throw new BadInputException($"The mean reference of {ordered[s]} shows no white lines of {edge.Name}. Give spectra whose edge stands out, on an axis that is right within some eV.");
            double[][] deviations = [.. members.Select(member => SimulatedReferences.Difference(member, curves[s]))];
            own[s] = ShapeComponents.Of(deviations, deviations, MostComponents);
            var mean = shares.DefaultIfEmpty(0).Average();
            scatter[s] = shares.Count < 2 ? 0 : Math.Sqrt(shares.Sum(share => Math.Pow(share - mean, 2)) / (shares.Count - 1));
        }
        double[][][] shared =
        [
            [.. Enumerable.Range(0, k).Select(s => Steps(axis, lines[s], ContinuumSd * curves[s].Max()))],
            [.. curves.Select(curve => Array.ConvertAll(EdgeModel.ScatteredOnce(curve, axis), value => ThicknessSd * value))],
            SimulatedReferences.Bend(axis, lines.Average(line => line.L3Ev), curves),
        ];
        return new(ordered, axis, curves, own, shared, lines, scatter, "the given references");
    }

    static (List<double[]> Members, List<double> Shares) Members(LabeledSpectra spectra, string state, Edge edge)
    {
        List<double[]> members = [];
        List<double> shares = [];
        for (var i = 0; i < spectra.Count; i++)
        {
            if (spectra.Labels[i] != state) continue;
            double[] curve = [.. spectra[i].ToArray().Select(value => (double)value)];
            var areas = Find(spectra.Axis, curve, edge) is { } at ? WhiteLineRatio.Areas(spectra.Axis, spectra[i], new(at.L3Ev, at.L2Ev, 0, double.PositiveInfinity)) : null;
            // Where the continuum cannot be told from the lines, all of the edge is taken.
            var area = areas is { L3: > 0, L2: > 0 } found ? found.L3 + found.L2 : curve.Sum() * spectra.Axis.DispersionEv;
            if (!(area > 0)) throw new BadInputException($"Reference spectrum {i} ({state}) has no intensity. Remove its background, not its edge.");
            if (areas is { L3: > 0, L2: > 0 } both) shares.Add(both.L3 / area);
            members.Add(Array.ConvertAll(curve, value => value / area));
        }
        return (members, shares);
    }

    static (double L3Ev, double L2Ev)? Find(EnergyAxis axis, double[] curve, Edge edge) =>
        WhiteLines.Find(axis, Array.ConvertAll(curve, value => (float)value), edge, EnergyReference.Literature(edge.Element)!.CentreEv) is { } lines ? (lines.L3Ev, lines.L2Ev) : null;

    static double[] Mean(List<double[]> members)
    {
        var mean = new double[members[0].Length];
        foreach (var member in members)
            for (var c = 0; c < mean.Length; c++) mean[c] += member[c] / members.Count;
        return mean;
    }

    static double[] Steps(EnergyAxis axis, (double L3Ev, double L2Ev) lines, double height) =>
        Array.ConvertAll(axis.Energies(), energy => height * (2 * LineProfile.Step(energy - lines.L3Ev, StepWidthEv) + LineProfile.Step(energy - lines.L2Ev, StepWidthEv)) / 3);
}

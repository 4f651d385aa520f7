using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>
/// What the edge of each oxidation state looks like, and how far it may differ: a curve a state, shapes in which one state's specimens differ from each other, and shapes
/// that all states of a spectrum share, such as a higher continuum or one more plasmon. A shape is as large as one standard deviation of it.
/// </summary>
/// <param name="States">Ions of one element, by rising valence, shape (k).</param>
/// <param name="Axis">Axis of all curves.</param>
/// <param name="Curves">Edge of each state without background, shape (k, channels), each of the same white-line area.</param>
/// <param name="Own">Shapes of each state, shape (k, r, channels).</param>
/// <param name="Shared">Shapes of all states together, shape (j, k, channels).</param>
/// <param name="Lines">Where L3 and L2 of each state lie, eV, shape (k).</param>
/// <param name="Scatter">Standard deviation of L3/(L3 + L2) between specimens of a state, shape (k).</param>
/// <param name="Source">Where they come from, to be put into a sentence.</param>
public sealed record ReferenceSet(
    IReadOnlyList<string> States,
    EnergyAxis Axis,
    double[][] Curves,
    double[][][] Own,
    double[][][] Shared,
    IReadOnlyList<(double L3Ev, double L2Ev)> Lines,
    IReadOnlyList<double> Scatter,
    string Source)
{
    /// <summary>The edge.</summary>
    public Edge Edge => Edge.L23Of(OxidationState.Parse(States[0])!.Element)!;

    /// <summary>Valence of each state, shape (k).</summary>
    public double[] Valences { get; } = [.. States.Select(state => OxidationState.Parse(state)!.Valence)];

    /// <summary>The same without shapes: references that are taken as exact.</summary>
    public ReferenceSet Exact() => this with { Own = [.. States.Select(_ => Array.Empty<double[]>())], Scatter = [.. States.Select(_ => 0.0)] };

    /// <summary>States by rising valence.</summary>
    /// <exception cref="BadInputException">Fewer than two, a label that names no ion, or ions of several elements.</exception>
    internal static string[] Ordered(IEnumerable<string> states)
    {
        string[] distinct = [.. states.Distinct(StringComparer.Ordinal)];
        if (distinct.FirstOrDefault(state => OxidationState.Parse(state) is null) is { } unknown)
            throw new BadInputException($"'{unknown}' names no oxidation state, so it has no place in a mixture. Label references such as Mn3+.");
        string[] elements = [.. distinct.Select(state => OxidationState.Parse(state)!.Element).Distinct()];
        if (distinct.Length < 2) throw new BadInputException($"Fractions need at least two states, and there is only {string.Join(", ", distinct)}. Give references of the others.");
        if (elements.Length > 1 || Edge.L23Of(elements[0]) is null)
            throw new BadInputException($"The states {string.Join(", ", distinct)} are not of one element with an L2,3 edge. Give the references of one.");
        return [.. distinct.OrderBy(state => OxidationState.Parse(state)!.Valence)];
    }
}

using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>What simulated mixtures of oxidation states hold.</summary>
/// <param name="States">Ions of one element, by rising valence; see <see cref="Ion.All"/>.</param>
/// <param name="Count">Number of spectra.</param>
public sealed record MixtureOptions(IReadOnlyList<string> States, int Count)
{
    /// <summary>The energy axis; null for one that holds the background window and both white lines, 0.1 eV a channel.</summary>
    public EnergyAxis? Axis { get; init; }

    /// <summary>Conditions of a typical spectrum; every spectrum varies them, and its continuum from 0.08 to 0.2.</summary>
    public Conditions Conditions { get; init; } = new() { Dose = 500 };

    /// <summary>Instruments of any laboratory, and backgrounds removed as well as that is done; null for sessions like <see cref="Conditions"/>, backgrounds kept.</summary>
    public SessionRange? Sessions { get; init; }

    /// <summary>How far every spectrum's ions differ from the typical ones.</summary>
    public ShapeVariation Variation { get; init; } = new();

    /// <summary>Largest error of the energy axis, eV; drawn evenly for every spectrum.</summary>
    public double LargestShiftEv { get; init; } = 1;

    /// <summary>Part of the spectra that hold one state alone.</summary>
    public double PureShare { get; init; } = 0.1;

    /// <summary>Part of the spectra that hold two neighbouring states, of three or more. The fractions of all others are even on the simplex.</summary>
    public double PairShare { get; init; }

    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (States.Count < 2) yield return "A mixture needs at least two states, such as Mn2+ and Mn3+.";
        else if (States.Select(state => Ion.Of(state).Element).Distinct().Count() > 1) yield return $"A mixture of {string.Join(", ", States)} has more than one element; give the states of one.";
        if (Count is < 1 or > 1_000_000) yield return $"{Count} mixtures are asked for; give 1 to 1,000,000.";
        if (!(LargestShiftEv is >= 0 and <= 20)) yield return $"The largest shift is {LargestShiftEv} eV; it must be between 0 and 20.";
        if (!(PureShare is >= 0 and <= 1)) yield return $"The share of pure spectra is {PureShare}; it must be between 0 and 1.";
        if (!(PairShare >= 0 && PureShare + PairShare <= 1)) yield return $"The share of spectra of two states is {PairShare}; with that of pure ones, {PureShare}, it must be between 0 and 1.";
        foreach (var problem in Conditions.Problems().Concat(Sessions?.Problems() ?? [])) yield return problem;
    }

    internal EnergyAxis AxisOrDefault() => Axis ?? new PhantomDatasetOptions([.. States.Select(state => KeyValuePair.Create(state, 1))]).AxisOrDefault();
}

using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>What a simulated labelled dataset holds.</summary>
/// <param name="Classes">Labels with their number of spectra; see <see cref="Ion.All"/>.</param>
public sealed record PhantomDatasetOptions(IReadOnlyList<KeyValuePair<string, int>> Classes)
{
    /// <summary>The energy axis; null for one that holds the background window and both white lines of the elements, 0.1 eV a channel.</summary>
    public EnergyAxis? Axis { get; init; }

    /// <summary>Conditions of a typical spectrum; each group varies them.</summary>
    public Conditions Conditions { get; init; } = new();

    /// <summary>
    /// Instruments and specimens of any laboratory: every group draws its conditions from these ranges, and the spectra come with their background
    /// removed, as well as that is done. Null for sessions like <see cref="Conditions"/>.
    /// </summary>
    public SessionRange? Sessions { get; init; }

    /// <summary>How far shapes differ between groups; within a group a third of it.</summary>
    public ShapeVariation Variation { get; init; } = new();

    /// <summary>Standard deviation of the energy axis' error between groups, eV; within a group a tenth of it.</summary>
    public double ShiftSdEv { get; init; }

    /// <summary>Groups (specimens) per class.</summary>
    public int GroupsPerClass { get; init; } = 8;

    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Classes.Count == 0) yield return "No class is asked for; give at least one, such as Fe2+=100.";
        foreach (var (label, count) in Classes)
            if (count is < 1 or > 1_000_000) yield return $"{count} spectra of {label} are asked for; give 1 to 1,000,000.";
        if (GroupsPerClass is < 1 or > 100_000) yield return $"{GroupsPerClass} groups per class are asked for; give 1 to 100,000.";
        if (!(ShiftSdEv is >= 0 and <= 20)) yield return $"The standard deviation of the shift is {ShiftSdEv} eV; it must be between 0 and 20.";
        foreach (var problem in Conditions.Problems().Concat(Sessions?.Problems() ?? [])) yield return problem;
    }

    /// <summary>The axis to simulate on.</summary>
    internal EnergyAxis AxisOrDefault()
    {
        if (Axis is not null) return Axis;
        var edges = Classes.Select(pair => Edge.L23Of(Ion.Of(pair.Key).Element)!).Distinct().ToArray();
        var from = edges.Min(edge => edge.BackgroundWindow.FromEv);
        var to = edges.Max(edge => edge.Window.ToEv) + 15;
        return new(from, 0.1, (int)Math.Round((to - from) / 0.1) + 1);
    }
}

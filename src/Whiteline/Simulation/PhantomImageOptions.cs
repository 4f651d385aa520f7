using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>Which specimen a simulated spectrum image shows.</summary>
public enum PhantomKind
{
    /// <summary>A nanocube on vacuum: Fe2+ core, Fe2.67+ shell.</summary>
    CoreShell,

    /// <summary>A film whose manganese goes from 2+ to 4+.</summary>
    Gradient,
}

/// <summary>What a simulated spectrum image holds.</summary>
/// <param name="Kind">The specimen.</param>
public sealed record PhantomImageOptions(PhantomKind Kind = PhantomKind.CoreShell)
{
    /// <summary>Rows.</summary>
    public int Rows { get; init; } = 64;

    /// <summary>Columns.</summary>
    public int Columns { get; init; } = 64;

    /// <summary>Width of a pixel, nm.</summary>
    public double PixelNm { get; init; } = 0.8;

    /// <summary>The energy axis: O K and the L2,3 edge in one spectrum.</summary>
    public EnergyAxis Axis { get; init; } = new(450, 0.25, 1240);

    /// <summary>Conditions at full thickness.</summary>
    public Conditions Conditions { get; init; } = new() { Dose = 300 };

    /// <summary>How far this specimen differs from the typical one.</summary>
    public ShapeVariation Variation { get; init; } = new();

    /// <summary>Drift of the energy axis from the first to the last pixel, eV.</summary>
    public double DriftEv { get; init; } = 0.2;

    /// <summary>The conditions of a pixel, counted row by row: the axis drifts from the first to the last.</summary>
    internal Conditions ConditionsAt(int pixel)
    {
        var last = Rows * Columns - 1;
        return Conditions with { ShiftEv = Conditions.ShiftEv + DriftEv * (last > 0 ? (double)pixel / last - 0.5 : 0) };
    }

    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Rows is < 1 or > 100_000 || Columns is < 1 or > 100_000) yield return $"The image is {Rows} × {Columns} pixels; give 1 to 100,000 of each.";
        if ((long)Rows * Columns * Axis.Count > Array.MaxLength) yield return $"{Rows} × {Columns} pixels of {Axis.Count} channels do not fit in memory; ask for fewer.";
        if (!(PixelNm > 0)) yield return $"The pixel is {PixelNm} nm wide; it must be above 0.";
        if (!(Math.Abs(DriftEv) <= 20)) yield return $"The drift is {DriftEv} eV; it must be at most 20.";
        foreach (var problem in Conditions.Problems()) yield return problem;
    }
}

namespace Whiteline.Spectra;

/// <summary>
/// A core-loss edge and where it is usually looked at. Onsets: Ahn and Krivanek, EELS Atlas (Gatan, 1983). Spin-orbit splittings:
/// difference of the L2 and L3 binding energies of the metals, X-Ray Data Booklet (Thompson et al., LBNL, 2009), table 1-1. Windows
/// are this project's defaults: the signal window spans both white lines with their feet; the background window ends some 8 eV
/// before the onset and keeps clear of the edge below it.
/// </summary>
/// <param name="Element">Chemical symbol.</param>
/// <param name="Line"><c>K</c> or <c>L23</c>.</param>
/// <param name="OnsetEv">Onset, eV (of L3 for an L2,3 edge).</param>
/// <param name="Window">Usual signal window.</param>
/// <param name="BackgroundWindow">Usual window for the power-law background.</param>
/// <param name="SplittingEv">L2 − L3, eV; null for a K edge.</param>
public sealed record Edge(string Element, string Line, double OnsetEv, EnergyWindow Window, EnergyWindow BackgroundWindow, double? SplittingEv)
{
    /// <summary>Oxygen K.</summary>
    public static Edge OK { get; } = new("O", "K", 532, new(525, 560), new(490, 524), null);
    /// <summary>Titanium L2,3.</summary>
    public static Edge TiL23 { get; } = L("Ti", 456, 450, 475, 410, 448, 6.4);
    /// <summary>Vanadium L2,3.</summary>
    public static Edge VL23 { get; } = L("V", 513, 507, 530, 470, 505, 7.7);
    /// <summary>Chromium L2,3.</summary>
    public static Edge CrL23 { get; } = L("Cr", 575, 570, 595, 552, 567, 9.7);
    /// <summary>Manganese L2,3.</summary>
    public static Edge MnL23 { get; } = L("Mn", 640, 632, 662, 595, 631, 11.2);
    /// <summary>Iron L2,3.</summary>
    public static Edge FeL23 { get; } = L("Fe", 708, 700, 730, 655, 699, 13.1);
    /// <summary>Cobalt L2,3.</summary>
    public static Edge CoL23 { get; } = L("Co", 779, 771, 803, 730, 770, 15.1);
    /// <summary>Nickel L2,3.</summary>
    public static Edge NiL23 { get; } = L("Ni", 855, 847, 881, 800, 846, 17.3);
    /// <summary>Copper L2,3.</summary>
    public static Edge CuL23 { get; } = L("Cu", 931, 923, 963, 875, 922, 19.6);

    /// <summary>The whole table, by onset.</summary>
    public static IReadOnlyList<Edge> All { get; } = [TiL23, VL23, OK, CrL23, MnL23, FeL23, CoL23, NiL23, CuL23];

    /// <summary>Name as written in the field, such as <c>Fe L2,3</c> or <c>O K</c>.</summary>
    public string Name => Line == "K" ? $"{Element} K" : $"{Element} L2,3";

    /// <summary>The L2,3 edge of an element, or null when the table has none.</summary>
    public static Edge? L23Of(string element) =>
        All.FirstOrDefault(edge => edge.Line == "L23" && string.Equals(edge.Element, element, StringComparison.OrdinalIgnoreCase));

    static Edge L(string element, double onset, double from, double to, double backgroundFrom, double backgroundTo, double splitting) =>
        new(element, "L23", onset, new(from, to), new(backgroundFrom, backgroundTo), splitting);
}

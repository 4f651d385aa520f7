using System.Runtime.InteropServices;
using Whiteline.Spectra;

namespace Whiteline.Web.Components.Parts;

/// <summary>A spectrum as the plot in the browser takes it.</summary>
/// <param name="Key">Names it among the others of the plot.</param>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Offset">Energy of the first channel, eV.</param>
/// <param name="Dispersion">eV per channel.</param>
/// <param name="Bytes">float32, little endian.</param>
/// <param name="Colour"><c>#RRGGBB</c>, or null for the next of the palette.</param>
/// <param name="Dashed">True for a dashed line.</param>
public sealed record PlotLine(string Key, string Name, double Offset, double Dispersion, byte[] Bytes, string? Colour = null, bool Dashed = false)
{
    /// <summary>A spectrum as it is.</summary>
    public static PlotLine Of(string key, string name, EnergyAxis axis, ReadOnlySpan<float> intensity, string? colour = null, bool dashed = false) =>
        new(key, name, axis.OffsetEv, axis.DispersionEv, MemoryMarshal.AsBytes(intensity).ToArray(), colour, dashed);
}

/// <summary>A window of energies that lies over a plot.</summary>
/// <param name="Key">Names it among the others of the plot.</param>
/// <param name="Name">What is written in it.</param>
/// <param name="From">Lower bound, eV.</param>
/// <param name="To">Upper bound, eV.</param>
/// <param name="Colour"><c>#RRGGBB</c>, or null.</param>
public sealed record PlotWindow(string Key, string Name, double From, double To, string? Colour = null);

namespace Whiteline.Spectra;

/// <summary>A spectrum to be shown, with its name.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Axis">Its energy axis.</param>
/// <param name="Intensity">Shape (channels).</param>
public sealed record NamedSpectrum(string Name, EnergyAxis Axis, float[] Intensity);

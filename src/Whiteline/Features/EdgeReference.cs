using Whiteline.Spectra;

namespace Whiteline.Features;

/// <summary>The mean spectrum of a class whose energy axis is trusted: what an unknown axis is compared with.</summary>
/// <param name="Label">The class.</param>
/// <param name="Axis">Its energy axis.</param>
/// <param name="Intensity">Shape (channels); background removed, arbitrary scale.</param>
public sealed record EdgeReference(string Label, EnergyAxis Axis, IReadOnlyList<float> Intensity);

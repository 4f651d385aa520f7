namespace Whiteline.Spectra;

/// <summary>A calibrated axis of a stored signal, as the file gives it.</summary>
/// <param name="Name">Its name, or null when the file has none.</param>
/// <param name="Offset">Calibrated value of index 0.</param>
/// <param name="Scale">Calibrated width of one step.</param>
/// <param name="Size">Number of steps.</param>
/// <param name="Units">Units as stored (<c>eV</c>, <c>nm</c>, …), or null when the file has none.</param>
public sealed record SignalAxis(string? Name, double Offset, double Scale, int Size, string? Units);

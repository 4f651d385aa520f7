namespace Whiteline.Spectra;

/// <summary>
/// Spectra on one energy axis, one after another: what a spectrum image, a dataset and a single spectrum have in common, so that
/// a line scan, its transpose and a list of spectra are treated alike. Reading is lazy and safe for concurrent callers.
/// </summary>
public interface ISpectra
{
    /// <summary>The energy axis that all spectra share.</summary>
    EnergyAxis Axis { get; }

    /// <summary>Number of spectra.</summary>
    int Count { get; }

    /// <summary>Reads spectra <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    /// <param name="first">Index of the first spectrum.</param>
    /// <param name="count">How many.</param>
    /// <param name="destination">Receives shape (count, channels), channel fastest.</param>
    /// <exception cref="BadInputException">The file beneath ends early or cannot be read.</exception>
    void Read(int first, int count, Span<float> destination);

    /// <summary>
    /// Energy calibration of one spectrum, eV: its channel c lies at <c>Axis.EnergyAt(c) + ShiftEv(index)</c>. Stored, not applied:
    /// the samples are resampled once, by the recipe's resample step.
    /// </summary>
    double ShiftEv(int index);
}

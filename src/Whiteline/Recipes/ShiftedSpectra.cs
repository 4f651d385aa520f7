using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>The same spectra with energy shifts added to their calibration. No sample changes.</summary>
sealed class ShiftedSpectra(ISpectra spectra, double[] shiftsEv) : ISpectra
{
    public EnergyAxis Axis => spectra.Axis;

    public int Count => spectra.Count;

    public void Read(int first, int count, Span<float> destination) => spectra.Read(first, count, destination);

    public double ShiftEv(int index) => spectra.ShiftEv(index) + shiftsEv[index];
}

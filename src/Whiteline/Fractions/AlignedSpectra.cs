using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>Spectra whose edges are moved to where the references have them, by the shifts that least squares found. A shift is stored and applied once, when they are resampled.</summary>
/// <param name="Spectra">The spectra.</param>
/// <param name="FoundEv">By how much each lies higher than the references, eV, shape (n); 0 where nothing was found.</param>
sealed record AlignedSpectra(ISpectra Spectra, double[] FoundEv) : IBlockSource
{
    /// <inheritdoc/>
    public EnergyAxis Axis => Spectra.Axis;

    /// <inheritdoc/>
    public int Count => Spectra.Count;

    /// <inheritdoc/>
    public void Read(int first, int count, Span<float> destination) => Spectra.Read(first, count, destination);

    /// <inheritdoc/>
    public double ShiftEv(int index) => Spectra.ShiftEv(index) - FoundEv[index];

    /// <inheritdoc/>
    public SpectrumBlock ReadBlock(int first, int count)
    {
        var block = SpectraPass.ReadBlock(Spectra, first, count);
        return block with { ShiftsEv = [.. block.ShiftsEv.Select((shift, i) => shift - FoundEv[first + i])] };
    }
}

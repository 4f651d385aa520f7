using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>Spectra that give intensities and shifts together, without working twice.</summary>
interface IBlockSource : ISpectra
{
    /// <summary>Reads spectra with their shifts; the block belongs to the caller.</summary>
    SpectrumBlock ReadBlock(int first, int count);
}

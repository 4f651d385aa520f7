using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>A source of clean spectra. Safe for concurrent callers.</summary>
interface ICleanSpectra
{
    /// <summary>Draws one.</summary>
    /// <param name="label">Index of the class.</param>
    /// <param name="random">Source of randomness.</param>
    /// <param name="clean">Receives shape (channels), without its shift.</param>
    /// <returns>What is recorded of it follows from this too.</returns>
    CleanDraw Draw(int label, RandomSource random, Span<float> clean);
}

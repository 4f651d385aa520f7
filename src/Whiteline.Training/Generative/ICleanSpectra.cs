using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>A source of clean spectra. Safe for concurrent callers.</summary>
interface ICleanSpectra
{
    /// <summary>Draws one of several.</summary>
    /// <param name="label">Index of the class.</param>
    /// <param name="turn">Which of them: a number at random, and the following ones after it. A generator that starts from real spectra takes them in turn, so that each is taken equally often.</param>
    /// <param name="random">Source of randomness.</param>
    /// <param name="clean">Receives shape (channels), without its shift.</param>
    /// <returns>What is recorded of it follows from this too.</returns>
    CleanDraw Draw(int label, int turn, RandomSource random, Span<float> clean);
}

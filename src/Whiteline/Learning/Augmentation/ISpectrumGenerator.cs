using Whiteline.Numerics;

namespace Whiteline.Learning.Augmentation;

/// <summary>A source of new spectra that are like those it learned from. Immutable and safe for concurrent callers.</summary>
public interface ISpectrumGenerator
{
    /// <summary>Labels it can make spectra of, in ordinal order.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Channels of a spectrum.</summary>
    int Channels { get; }

    /// <summary>Makes spectra of a class. The same label, seed and count give the same spectra.</summary>
    /// <param name="label">One of <see cref="Classes"/>.</param>
    /// <param name="seed">Randomness.</param>
    /// <param name="intensity">Receives shape (n, channels), C order, in the unit of the training spectra.</param>
    /// <exception cref="ArgumentException">The label is unknown, or the length is no multiple of the channels.</exception>
    void Generate(string label, Seed seed, Span<float> intensity);
}

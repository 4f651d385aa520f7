namespace Whiteline.Training.Generative;

/// <summary>What is known of a class before any network: its clean spectra as few numbers each, and its noise.</summary>
/// <param name="Label">The class.</param>
/// <param name="Scale">Which ends of the spectra a normalisation has pinned.</param>
/// <param name="Basis">Mean and components of the clean spectra, shifts taken out; in units of the clean height where an end is pinned.</param>
/// <param name="Latents">Of each spectrum: its coordinates in the basis, its shift in channels, the logarithm of its noise level. Shape (n, components + 2).</param>
/// <param name="Units">Weight of each latent number in distances, in units of intensity. Shape (components + 2).</param>
/// <param name="Ends">Minimum and maximum of each spectrum.</param>
/// <param name="Profile">How noise follows the intensity.</param>
/// <param name="Noise">New noise like that of each spectrum.</param>
/// <param name="Grid">From which some of them were interpolated.</param>
sealed record ClassModel(string Label, PinnedScale Scale, LinearBasis Basis, float[][] Latents, float[] Units, (float Least, float Largest)[] Ends, NoiseProfile Profile, NoiseFields Noise, ClassGrid Grid)
{
    /// <summary>Latent numbers of a spectrum.</summary>
    public int Size => Basis.Components.Length + 2;

    /// <summary>Reads latent numbers that belong to a spectrum.</summary>
    public static CleanDraw Draw(int parent, ReadOnlySpan<float> latent) => new(parent, latent[^2], Math.Exp(latent[^1]));
}

/// <summary>What, beside the clean spectrum, a recorded one follows from.</summary>
/// <param name="Parent">Place in its class of the real spectrum whose kind of noise, grid and ends it gets.</param>
/// <param name="Shift">Channels that its features lie off.</param>
/// <param name="Level">Standard deviation of its noise.</param>
readonly record struct CleanDraw(int Parent, double Shift, double Level);

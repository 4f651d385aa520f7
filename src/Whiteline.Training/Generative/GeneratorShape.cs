namespace Whiteline.Training.Generative;

/// <summary>
/// The sizes of a generator network. From latent numbers, noise and label it makes corrections of the latent numbers and a correction of
/// the clean spectrum: dense layers, then maps at a sixteenth of the channels that are doubled four times by linear interpolation, each
/// time followed by a convolution. Interpolation and convolution instead of a transposed convolution leave no checkerboard (Odena, Dumoulin and Olah, Distill 2016).
/// </summary>
/// <param name="Classes">Number of labels.</param>
/// <param name="Components">Most components of a class.</param>
/// <param name="Latent">Random numbers beside the latent ones.</param>
/// <param name="Channels">Channels of a spectrum.</param>
/// <param name="Width">Filters of the first maps.</param>
sealed record GeneratorShape(int Classes, int Components, int Latent, int Channels, int Width)
{
    public const int Hidden = 64;
    public const int Kernel = 5;
    public const int Stages = 4;
    public const double Leak = 0.2;

    /// <summary>Latent numbers: coordinates, shift and noise level.</summary>
    public int Latents => Components + 2;

    /// <summary>Values that enter: standardised latent numbers, noise, the label.</summary>
    public int Inputs => Latents + Latent + Classes;

    /// <summary>Width of the first maps.</summary>
    public int Base => (Channels + (1 << Stages) - 1) >> Stages;

    /// <summary>Filters after a stage; before the first for −1.</summary>
    public int Filters(int stage) => stage switch { < 1 => Width, < 3 => Width / 2, _ => Width / 4 };

    /// <summary>Names and shapes of all arrays.</summary>
    public IReadOnlyList<(string Name, int[] Shape)> Layout =>
    [
        ("dense.0.weight", [Hidden, Inputs]), ("dense.0.bias", [Hidden]),
        ("dense.1.weight", [Hidden, Hidden]), ("dense.1.bias", [Hidden]),
        ("correction.weight", [Latents, Hidden]), ("correction.bias", [Latents]),
        ("maps.weight", [Width * Base, Hidden]), ("maps.bias", [Width * Base]),
        .. Enumerable.Range(0, Stages).SelectMany(i => new (string, int[])[] { ($"stages.{i}.weight", [Filters(i), Filters(i - 1), Kernel]), ($"stages.{i}.bias", [Filters(i)]) }),
        ("output.weight", [1, Filters(Stages - 1), Kernel]), ("output.bias", [1]),
    ];
}

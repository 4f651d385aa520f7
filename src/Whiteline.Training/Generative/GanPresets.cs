namespace Whiteline.Training.Generative;

/// <summary>Settings by name.</summary>
public static class GanPresets
{
    /// <summary>For about a hundred spectra of a class, as the data augmentation GAN of del-Pozo-Bueno et al. (Microsc. Microanal. 30, 278, 2024), whose architecture is not public.</summary>
    public static GanOptions Dag { get; } = new();

    /// <summary>The preset of that name; null when there is none.</summary>
    public static GanOptions? Named(string name) => name switch
    {
        "dag" => Dag,
        _ => null,
    };
}

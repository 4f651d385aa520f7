namespace Whiteline.Learning.Augmentation;

/// <summary>The ways to make spectra that need no network, by name.</summary>
public static class ManagedGenerators
{
    /// <summary>Their names, the plainest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["classical", "mixup", "smote", "pca"];

    /// <summary>The trainer of a name with its defaults, or null for one that this library does not train.</summary>
    public static IGeneratorTrainer? Of(string name) => name switch
    {
        "classical" => new ClassicalAugmentation(),
        "mixup" => new MixupAugmentation(),
        "smote" => new SmoteAugmentation(),
        "pca" => new PcaBootstrap(),
        _ => null,
    };
}

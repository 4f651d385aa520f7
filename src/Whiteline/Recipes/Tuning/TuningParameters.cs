namespace Whiteline.Recipes.Tuning;

/// <summary>The names of the hyperparameters that a search can choose, as they stand in a study. Those that training has an option for have its name.</summary>
public static class TuningParameters
{
    /// <summary>Most convolution blocks, and most dense layers.</summary>
    public const int MostLayers = 8;

    /// <summary>Of all models.</summary>
    public static IReadOnlyList<string> OfSpectra { get; } = ["classifier", "window", "normalize", "align", "shift-augment", "noise-augment", "copies", "pca"];

    /// <summary>Of support vector machines.</summary>
    public static IReadOnlyList<string> OfMachines { get; } = ["kernel", "C", "gamma", "coef0", "degree"];

    /// <summary>The kernels that have a hyperparameter of machines; null for one that all have.</summary>
    public static IReadOnlyList<string>? KernelsWith(string name) => name switch
    {
        "gamma" => ["polynomial", "rbf", "sigmoid"],
        "coef0" => ["polynomial", "sigmoid"],
        "degree" => ["polynomial"],
        _ => null,
    };

    /// <summary>Of the training of networks.</summary>
    public static IReadOnlyList<string> OfTraining { get; } =
        ["optimiser", "learning-rate", "weight-decay", "schedule", "batch-size", "epochs", "label-smoothing", "mixup", "broaden-augment", "baseline-augment"];

    /// <summary>Of the architecture of networks; layer k has its own <c>filters-k</c>, <c>width-k</c>, <c>pool-k</c> and <c>units-k</c>.</summary>
    public static IReadOnlyList<string> OfArchitecture { get; } =
    [
        "blocks", "pooling", "activation", "batch-norm", "head", "layers", "dropout",
        .. from name in (string[])["filters", "width", "pool", "units"] from layer in Enumerable.Range(1, MostLayers) select $"{name}-{layer}",
    ];

    /// <summary>All that a model has.</summary>
    public static IReadOnlyList<string> Of(string model) => model switch
    {
        "svm" => [.. OfSpectra, .. OfMachines],
        "joint" => [.. OfSpectra, .. OfMachines, .. OfTraining, .. OfArchitecture],
        _ => [.. OfSpectra, .. OfTraining, .. OfArchitecture],
    };
}

using Whiteline.Learning;
using Whiteline.Learning.Classical;
using Whiteline.Learning.Svm;

namespace Whiteline.Recipes.Comparison;

/// <summary>The classifiers that a comparison knows by name.</summary>
public static class StudyClassifiers
{
    static readonly Dictionary<string, Func<ITrainer>> ManagedTrainers = new(StringComparer.Ordinal)
    {
        ["svm-linear"] = () => Machine(KernelKind.Linear),
        ["svm-polynomial"] = () => Machine(KernelKind.Polynomial),
        ["svm-rbf"] = () => Machine(KernelKind.Rbf),
        ["svm-sigmoid"] = () => Machine(KernelKind.Sigmoid),
        ["svm-cosine"] = () => Machine(KernelKind.Cosine),
        ["svm-denoised"] = () => new TunedSvmTrainer(KernelKind.Rbf, new LocalDenoising()),
        ["nearest-mean"] = () => new NearestMeanTrainer(),
        ["k-nearest"] = () => new NearestNeighboursTrainer(),
        ["random-forest"] = () => new RandomForestTrainer(),
        ["white-line-ratio"] = () => new WhiteLineRatioTrainer(),
        ["mlls"] = () => new MllsTrainer(),
    };

    /// <summary>All names: support vector machines, networks, classical methods.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "svm-linear", "svm-polynomial", "svm-rbf", "svm-sigmoid", "svm-cosine", "svm-denoised", "mlp", "cnn",
        "nearest-mean", "k-nearest", "random-forest", "white-line-ratio", "mlls",
    ];

    /// <summary>The trainer of a name, or null for a network, which the managed core does not train.</summary>
    public static ITrainer? Managed(string name) => ManagedTrainers.TryGetValue(name, out var make) ? make() : null;

    /// <summary>True for support vector machines.</summary>
    public static bool IsMachine(string name) => name.StartsWith("svm-", StringComparison.Ordinal);

    /// <summary>True for the machines of the founding study, one for each kernel: its claims are about them.</summary>
    public static bool IsStudyMachine(string name) => IsMachine(name) && name != "svm-denoised";

    /// <summary>True for networks.</summary>
    public static bool IsNetwork(string name) => name is "mlp" or "cnn";

    /// <summary>True for methods that know of white lines only.</summary>
    public static bool NeedsWhiteLines(string name) => name is "white-line-ratio" or "mlls";

    // Tuned, all of them: one set of defaults would favour the kernel that it suits.
    static TunedSvmTrainer Machine(KernelKind kernel) => new(kernel);
}

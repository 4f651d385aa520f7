using Whiteline.Search;

namespace Whiteline.Peers;

/// <summary>The functions that both sides make small; search.py has them again.</summary>
static class SearchFunctions
{
    // Hartmann's function of six numbers (Dixon and Szegő, Towards Global Optimization 2, 1978).
    static readonly double[] HartmannWeights = [1, 1.2, 3, 3.2];

    static readonly double[][] HartmannScales =
    [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
    ];

    static readonly double[][] HartmannCentres =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    /// <summary>Ten parameters of all kinds, for the cost of a suggestion.</summary>
    public static SearchSpace TenParameters { get; } = new(
    [
        .. from k in Enumerable.Range(0, 5) select new SearchParameter($"x{k}", new FloatDomain(-1, 1)),
        .. from k in Enumerable.Range(0, 3) select new SearchParameter($"y{k}", new FloatDomain(1e-5, 1, Log: true)),
        new("n", new IntegerDomain(1, 20)),
        new("c", new CategoricalDomain(["a", "b", "c"])),
    ]);

    /// <summary>A sum over them, which it asks for one by one where they were not chosen before.</summary>
    public static double Ten(Trial trial)
    {
        var sum = 0.0;
        for (var k = 0; k < 5; k++) sum += Math.Pow(trial.Real($"x{k}", -1, 1) - 0.1 * k, 2);
        for (var k = 0; k < 3; k++) sum += Math.Pow(Math.Log10(trial.Real($"y{k}", 1e-5, 1, log: true)) + 2, 2);
        sum += Math.Abs(trial.Whole("n", 1, 20) - 7);
        return sum + (trial.Choice("c", "a", "b", "c") == "b" ? 0 : 1);
    }

    /// <summary>All functions of the comparison of quality.</summary>
    /// <param name="svm">Cross-validated accuracies over C and γ.</param>
    public static IReadOnlyList<(string Name, Func<Trial, double> Function)> All(SvmTable svm) =>
    [
        ("branin", trial => Branin(trial.Real("x", -5, 10), trial.Real("y", 0, 15))),
        ("hartmann6", trial => Hartmann(Numbers(trial, 6, 0, 1, log: false))),
        ("rosenbrock5", trial => Rosenbrock(Numbers(trial, 5, 0.01, 100, log: true))),
        ("conditional", Conditional),
        ("svm", trial => -svm.At(trial.Real("C", 1e-3, 1e4, log: true), trial.Real("gamma", 1e-4, 1e3, log: true))),
    ];

    static double[] Numbers(Trial trial, int count, double low, double high, bool log) =>
        [.. Enumerable.Range(0, count).Select(k => trial.Real($"x{k}", low, high, log))];

    static double Branin(double x, double y) =>
        Math.Pow(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6, 2) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;

    static double Hartmann(double[] x) => -Enumerable.Range(0, 4).Sum(i =>
        HartmannWeights[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => HartmannScales[i][j] * Math.Pow(x[j] - HartmannCentres[i][j], 2))));

    static double Rosenbrock(double[] x) => Math.Log10(1 + Enumerable.Range(0, 4).Sum(i => 100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2)));

    // Branches of different depth, whole numbers and choices: the shape of a search over architectures.
    static double Conditional(Trial trial)
    {
        if (trial.Choice("model", "net", "machine", "mean") is var model && model == "mean") return 1;
        if (model == "machine")
        {
            var penalty = Math.Pow(Math.Log10(trial.Real("C", 1e-3, 1e4, log: true)) - 1, 2) / 10;
            return trial.Choice("kernel", "linear", "rbf") == "rbf" ? 0.25 + penalty + Math.Pow(Math.Log10(trial.Real("gamma", 1e-6, 1e2, log: true)) + 2, 2) / 10 : 0.6 + penalty;
        }
        var layers = trial.Whole("layers", 1, 3);
        var sum = 0.1 + 0.1 * Math.Abs(layers - 2) + Math.Pow(Math.Log10(trial.Real("rate", 1e-5, 1e-1, log: true)) + 3, 2) / 5;
        for (var layer = 0; layer < layers; layer++) sum += Math.Abs(Math.Log2(trial.Whole($"units{layer}", 4, 256, log: true)) - 5) / 10;
        return sum + (trial.Choice("activation", "relu", "tanh", "sigmoid") == "relu" ? 0 : 0.2) + Math.Abs(trial.Real("dropout", 0, 0.6, step: 0.1) - 0.2);
    }
}

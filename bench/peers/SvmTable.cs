using System.Text.Json;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Peers;

/// <summary>Cross-validated accuracies of a support vector machine on phantom spectra over a fine grid of C and γ: the same objective for both sides, and no waiting.</summary>
/// <param name="Accuracies">Rows: C from 1e-3 to 1e4, columns: γ from 1e-4 to 1e3, both at equal distances of their logarithms.</param>
sealed record SvmTable(double[][] Accuracies)
{
    const int Points = 29;

    public static SvmTable Make(Seed seed)
    {
        var set = FoundingStudy.Make(seed);
        LabeledSpectra some = set.Subset([.. Enumerable.Range(0, set.Count).Where(i => i % 12 == 0)]);
        double[] c = [.. Enumerable.Range(0, Points).Select(k => Math.Pow(10, -3 + 7.0 * k / (Points - 1)))];
        var kernels = Enumerable.Range(0, Points).Select(k => new SvmKernel(KernelKind.Rbf, Math.Pow(10, -4 + 7.0 * k / (Points - 1)))).ToArray();
        var result = new SvmGrid(kernels, c, Folds: 5, Weighting: ClassWeighting.Balanced).Run(some, new(seed, 2));
        var accuracy = result.Points.ToDictionary(point => (point.C, point.Kernel.Gamma), point => point.Accuracy);
        return new([.. c.Select(penalty => kernels.Select(kernel => accuracy[(penalty, kernel.Gamma)]).ToArray())]);
    }

    public static SvmTable Read(string file) => new(JsonSerializer.Deserialize<double[][]>(File.ReadAllText(file))!);

    /// <summary>The accuracy at a point, between those of the four points around it.</summary>
    public double At(double c, double gamma)
    {
        double row = (Math.Log10(c) + 3) / 7 * (Points - 1), column = (Math.Log10(gamma) + 4) / 7 * (Points - 1);
        int i = Math.Clamp((int)row, 0, Points - 2), j = Math.Clamp((int)column, 0, Points - 2);
        double u = row - i, v = column - j;
        return (1 - u) * ((1 - v) * Accuracies[i][j] + v * Accuracies[i][j + 1]) + u * ((1 - v) * Accuracies[i + 1][j] + v * Accuracies[i + 1][j + 1]);
    }
}

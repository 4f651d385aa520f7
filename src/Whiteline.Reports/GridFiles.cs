using System.Globalization;
using System.Text;
using Whiteline.Learning.Svm;

namespace Whiteline.Reports;

/// <summary>The files of a grid search: a heat map per kernel, accuracy over C and γ, and a table of every point.</summary>
public static class GridFiles
{
    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written: grid.csv, and grid-KERNEL.png and .svg for every kernel.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, SvmGridResult result, string split)
    {
        var files = new ResultFolder(folder);
        files.Text("grid.csv", Csv(result));
        foreach (var kernel in result.Points.GroupBy(point => (point.Kernel.Kind, point.Kernel.Coef0, point.Kernel.Degree)))
        {
            var same = result.Points.Where(point => point.Kernel.Kind == kernel.Key.Kind).Select(point => (point.Kernel.Coef0, point.Kernel.Degree)).Distinct().Count() > 1;
            var name = $"grid-{kernel.Key.Kind}".ToLowerInvariant() + (same ? string.Create(CultureInfo.InvariantCulture, $"-r{kernel.Key.Coef0:G4}-degree{kernel.Key.Degree}") : "");
            var (figure, width, height) = Figure([.. kernel], split);
            files.Picture(name, figure, width, height);
        }
        return files.Written;
    }

    /// <summary>Accuracy over C (columns) and γ (rows) of points that share kernel, r and degree, with the size that it needs in pixels.</summary>
    /// <param name="points">The points.</param>
    /// <param name="split">How spectra were held out, in words.</param>
    public static (Figure Figure, int Width, int Height) Figure(IReadOnlyList<SvmGridPoint> points, string split)
    {
        var kind = points[0].Kernel.Kind;
        double[] c = [.. points.Select(point => point.C).Distinct().Order()], gamma = [.. points.Select(point => point.Kernel.Gamma).Distinct().Order()];
        var values = new double[gamma.Length, c.Length];
        foreach (var point in points) values[Array.IndexOf(gamma, point.Kernel.Gamma), Array.IndexOf(c, point.C)] = point.Accuracy;
        var hasGamma = kind is KernelKind.Rbf or KernelKind.Polynomial or KernelKind.Sigmoid;
        var best = points.MaxBy(point => point.Accuracy)!;
        var title = string.Create(CultureInfo.InvariantCulture, $"best {best.Accuracy:0.000} at {(hasGamma ? $"γ = {best.Kernel.Gamma:G4}, " : "")}C = {best.C:G4} ({$"{kind}".ToLowerInvariant()}, {split.Split(':')[0]})");
        var figure = new HeatMapFigure(
            title, "C", hasGamma ? "γ" : "", [.. c.Select(Short)], [.. gamma.Select(value => hasGamma ? Short(value) : "")], values, "0.000");
        return (figure, Math.Clamp(126 + 62 * c.Length, 560, 1600), Math.Clamp(94 + 34 * gamma.Length, 160, 1400));
    }

    /// <summary>A row per point: kernel, C, γ, r, degree, mean accuracy, its standard deviation over the folds, each fold.</summary>
    public static string Csv(SvmGridResult result)
    {
        var csv = new StringBuilder("kernel,C,gamma,coef0,degree,accuracy,accuracyStd,converged");
        for (var fold = 0; fold < result.Points[0].FoldAccuracies.Count; fold++) csv.Append(CultureInfo.InvariantCulture, $",fold {fold + 1}");
        csv.Append('\n');
        foreach (var point in result.Points)
        {
            var mean = point.Accuracy;
            var deviation = Math.Sqrt(point.FoldAccuracies.Average(value => (value - mean) * (value - mean)));
            csv.Append(CultureInfo.InvariantCulture, $"{point.Kernel.Kind},{point.C:G6},{point.Kernel.Gamma:G6},{point.Kernel.Coef0:G6},{point.Kernel.Degree},{mean:0.######},{deviation:0.######},{(point.Converged ? "yes" : "no")}");
            foreach (var accuracy in point.FoldAccuracies) csv.Append(CultureInfo.InvariantCulture, $",{accuracy:0.######}");
            csv.Append('\n');
        }
        return csv.ToString();
    }

    static string Short(double value) => value.ToString(value is >= 1e-4 and < 1e5 ? "0.####" : "0.##E0", CultureInfo.InvariantCulture);
}

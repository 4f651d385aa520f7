using System.Globalization;
using System.Text;

namespace Whiteline.Reports;

/// <summary>One pass over the training spectra.</summary>
/// <param name="Member">Number of the network in an ensemble, from 1.</param>
/// <param name="Epoch">Number of the pass, from 1.</param>
/// <param name="Loss">Mean loss of the training part, distortions included.</param>
/// <param name="Accuracy">Its accuracy.</param>
/// <param name="ValidationLoss">Loss of the part held out to stop by; null without one.</param>
/// <param name="ValidationAccuracy">Its accuracy.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
public sealed record CurvePoint(int Member, int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy, double LearningRate);

/// <summary>The training curve of a network: loss and accuracy by epoch, as a figure and as a table.</summary>
public static class TrainingCurveFiles
{
    const int Width = 760, Height = 620;

    /// <summary>Writes all files into a folder, which is made when it is not there; files of the same names are replaced.</summary>
    /// <returns>The paths written: training-curve.png, .svg and .csv.</returns>
    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, string title, IReadOnlyList<CurvePoint> points)
    {
        var files = new ResultFolder(folder);
        files.Picture("training-curve", Figure(title, points), Width, Height);
        files.Text("training-curve.csv", Csv(points));
        return files.Written;
    }

    /// <summary>Loss above, accuracy below; the part held out dashed.</summary>
    public static Figure Figure(string title, IReadOnlyList<CurvePoint> points) => new StackedFigure(
    [
        Panel(title, "loss", points, point => point.Loss, point => point.ValidationLoss),
        Panel("", "accuracy", points, point => point.Accuracy, point => point.ValidationAccuracy),
    ]);

    static LineFigure Panel(string title, string what, IReadOnlyList<CurvePoint> points, Func<CurvePoint, double> training, Func<CurvePoint, double?> validation)
    {
        var curves = new List<Curve>();
        foreach (var member in points.GroupBy(point => point.Member))
        {
            double[] epochs = [.. member.Select(point => (double)point.Epoch)];
            var name = points.Any(point => point.Member != member.Key) ? $" {member.Key}" : "";
            curves.Add(new($"training{name}", epochs, [.. member.Select(training)]));
            if (member.Any(point => validation(point) is not null)) curves.Add(new($"held out{name}", epochs, [.. member.Select(point => validation(point) ?? double.NaN)]) { Dashed = true });
        }
        return new(title, "epoch", what, curves);
    }

    static string Csv(IReadOnlyList<CurvePoint> points)
    {
        var csv = new StringBuilder("member,epoch,loss,accuracy,validationLoss,validationAccuracy,learningRate\n");
        foreach (var point in points)
            csv.Append(CultureInfo.InvariantCulture, $"{point.Member},{point.Epoch},{point.Loss:G6},{point.Accuracy:G6},{point.ValidationLoss:G6},{point.ValidationAccuracy:G6},{point.LearningRate:G6}\n");
        return csv.ToString();
    }
}

using Whiteline.Fractions;
using Whiteline.Spectra;

namespace Whiteline.Reports.Fractions;

/// <summary>Pictures of fractions on a map.</summary>
public static class FractionFigures
{
    const int PanelWidth = 500, PanelHeight = 380;

    /// <summary>Width and height of a method's picture, points.</summary>
    public static (int Width, int Height) SizeOf(FractionMap map)
    {
        var (panels, columns) = (map.Result.States.Count + 2, ColumnsOf(map));
        return (PanelWidth * columns, PanelHeight * ((panels + columns - 1) / columns));
    }

    static int ColumnsOf(FractionMap map) => map.Result.States.Count > 2 ? 3 : 2;

    /// <summary>A plane per state, the mean valence and the width of its interval, as one method finds them.</summary>
    public static Figure Fractions(FractionMap map, MethodFractions method)
    {
        double At(int pixel, Func<FractionEstimate, double> value) => method.Estimates[pixel] is { } estimate ? value(estimate) : double.NaN;
        double[] valences = [.. map.Result.States.Select(state => OxidationState.Parse(state)!.Valence)];
        var widest = method.Estimates.OfType<FractionEstimate>().Select(estimate => estimate.ValenceUpper - estimate.ValenceLower).DefaultIfEmpty(1).Max();
        Figure[] panels =
        [
            .. map.Result.States.Select((state, k) => PlaneFigure.Of(map, $"{state}, share of the white lines ({Name(method.Method)})", pixel => At(pixel, estimate => estimate.Fractions[k]), 0, 1)),
            PlaneFigure.Of(map, "Mean valence", pixel => At(pixel, estimate => estimate.MeanValence), valences[0], valences[^1]),
            PlaneFigure.Of(map, "Width of its 90 % interval", pixel => At(pixel, estimate => estimate.ValenceUpper - estimate.ValenceLower), 0, Math.Max(widest, 0.01)),
        ];
        return new StackedFigure(panels, ColumnsOf(map));
    }

    /// <summary>The method as a reader knows it.</summary>
    public static string Name(FractionMethod method) => method switch { FractionMethod.Mlls => "least squares", FractionMethod.Network => "network", _ => "white-line ratio" };
}

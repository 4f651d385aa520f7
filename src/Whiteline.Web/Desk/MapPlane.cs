using Whiteline.Fractions;
using Whiteline.Reports;
using Whiteline.Reports.Fractions;
using Whiteline.Spectra;

namespace Whiteline.Web.Desk;

/// <summary>Something of a map that can be shown as an image.</summary>
/// <param name="Group">What it belongs to, in the list.</param>
/// <param name="Name">What it is; names no other plane of the map.</param>
/// <param name="At">Value of a pixel: a place in <see cref="Classes"/>, below 0 for none, or a number, NaN for none.</param>
sealed record MapPlane(string Group, string Name, Func<int, double> At)
{
    /// <summary>Ends of the colour scale of numbers.</summary>
    public (double Low, double High) Range { get; init; } = (0, 1);

    /// <summary>Names and colours where values are classes; empty where they are numbers.</summary>
    public IReadOnlyList<(string Name, string Colour)> Classes { get; init; } = [];

    /// <summary>Shape (rows · columns).</summary>
    public float[] Values(int pixels) => [.. Enumerable.Range(0, pixels).Select(pixel => (float)At(pixel))];

    /// <summary>All planes of a map; the oxidation state first.</summary>
    public static IReadOnlyList<MapPlane> Of(MapOutcome outcome)
    {
        var map = outcome.Result.Map;
        double Labelled(int pixel, Func<double> value) => map.AbstentionAt(pixel) is null ? value() : double.NaN;
        List<MapPlane> planes =
        [
            new("Classifier", "oxidation state", pixel => map.WinnerAt(pixel)) { Classes = [.. map.Labels.Zip(LabelColours.Of(map.Labels))] },
            new("Classifier", "confidence", pixel => Labelled(pixel, () => map[pixel].Confidence)),
            .. map.Labels.Select((label, k) => new MapPlane("Classifier", $"probability of {label}", pixel => map.ProbabilityAt(pixel, k))),
        ];
        if (map.Survives is { } survives)
        {
            var most = Enumerable.Range(0, map.Pixels).Max(pixel => survives[pixel].EitherWayEv);
            planes.Add(new("Classifier", "axis error survived (± eV)", pixel => Labelled(pixel, () => survives[pixel].EitherWayEv)) { Range = (0, Math.Max(1, Math.Ceiling(most))) });
        }
        if (map.RelativeThickness is { } thickness) planes.Add(new("Specimen", "relative thickness t/λ", pixel => thickness[pixel]) { Range = (0, Math.Max(0.01, thickness.Where(double.IsFinite).DefaultIfEmpty(0).Max())) });
        if (outcome.Fractions is { } mixed) planes.AddRange(Of(mixed));
        return planes;
    }

    static IEnumerable<MapPlane> Of(FractionMap mixed)
    {
        var states = mixed.Result.States;
        double[] valences = [.. states.Select(state => OxidationState.Parse(state)!.Valence)];
        foreach (var method in mixed.Result.Methods)
        {
            var by = FractionFigures.Name(method.Method);
            var group = $"White-line shares by {by}";
            double At(int pixel, Func<FractionEstimate, double> value) => method.Estimates[pixel] is { } estimate ? value(estimate) : double.NaN;
            for (var k = 0; k < states.Count; k++)
            {
                var state = k;
                yield return new(group, $"share of {states[k]} ({by})", pixel => At(pixel, estimate => estimate.Fractions[state]));
            }
            yield return new(group, $"mean valence ({by})", pixel => At(pixel, estimate => estimate.MeanValence)) { Range = (valences[0], valences[^1]) };
            var widest = method.Estimates.OfType<FractionEstimate>().Select(Width).DefaultIfEmpty(0).Max();
            yield return new(group, $"width of the valence's interval ({by})", pixel => At(pixel, Width)) { Range = (0, Math.Max(0.01, widest)) };
        }
        Agreement[] kinds = [.. Enum.GetValues<Agreement>().Where(kind => AgreementKey.Colour(kind) is not null && mixed.Agreement.CountOf(kind) > 0)];
        if (kinds.Length > 0) yield return new("All methods", "agreement", pixel => Array.IndexOf(kinds, mixed.Agreement.Pixels[pixel]))
        {
            Classes = [.. kinds.Select(kind => (AgreementKey.Name(kind, mixed.Agreement.HasRatio), AgreementKey.Colour(kind)!))],
        };
    }

    static double Width(FractionEstimate estimate) => estimate.ValenceUpper - estimate.ValenceLower;
}

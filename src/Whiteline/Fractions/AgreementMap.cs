using Whiteline.Maps;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>Who agrees about a pixel.</summary>
public enum Agreement
{
    /// <summary>The pixel has no label, or was not measured.</summary>
    Unknown,

    /// <summary>All name the same state.</summary>
    All,

    /// <summary>Least squares and ratio agree, the classifier says otherwise.</summary>
    ClassifierAlone,

    /// <summary>Classifier and ratio agree, least squares say otherwise.</summary>
    MllsAlone,

    /// <summary>Classifier and least squares agree, the ratio says otherwise.</summary>
    RatioAlone,

    /// <summary>No two agree.</summary>
    None,
}

/// <summary>
/// Whether classifier, least squares and white-line ratio say the same of a pixel. Each names one of the classifier's labels: a method that finds a mean valence names the label whose valence
/// is nearest to it, so that a classifier of compounds and a fit of ions can be compared.
/// </summary>
/// <param name="Pixels">Shape (rows · columns).</param>
/// <param name="HasRatio">False where the ratio was not used and two are compared.</param>
public sealed record AgreementMap(IReadOnlyList<Agreement> Pixels, bool HasRatio)
{
    /// <summary>Pixels of one kind.</summary>
    public int CountOf(Agreement kind) => Pixels.Count(pixel => pixel == kind);

    /// <summary>Part of the known pixels about which all agree; NaN when none is known.</summary>
    public double Share => (double)CountOf(Agreement.All) / (Pixels.Count - CountOf(Agreement.Unknown));

    internal static AgreementMap Of(OxidationMap map, FractionResult result)
    {
        double?[] valences = [.. map.Labels.Select(label => OxidationState.Parse(label)?.Valence)];
        var (mlls, ratio) = (result[FractionMethod.Mlls], result[FractionMethod.Ratio]);
        int Named(FractionEstimate? estimate) => estimate is null || valences.Contains(null) ? -1 : Array.IndexOf(valences, valences.MinBy(valence => Math.Abs(valence!.Value - estimate.MeanValence)));
        var pixels = new Agreement[map.Pixels];
        for (var pixel = 0; pixel < pixels.Length; pixel++)
            pixels[pixel] = Of(map.WinnerAt(pixel), Named(mlls?.Estimates[pixel]), ratio is null ? null : Named(ratio.Estimates[pixel]));
        return new(pixels, ratio is not null);
    }

    // Below 0: no answer.
    static Agreement Of(int classifier, int mlls, int? ratio)
    {
        if (classifier < 0 || mlls < 0) return Agreement.Unknown;
        if (ratio is not (>= 0 and var third)) return classifier == mlls ? Agreement.All : Agreement.None;
        if (classifier == mlls) return mlls == third ? Agreement.All : Agreement.RatioAlone;
        return mlls == third ? Agreement.ClassifierAlone : classifier == third ? Agreement.MllsAlone : Agreement.None;
    }
}

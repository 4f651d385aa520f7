using System.Text.Json.Nodes;

namespace Whiteline.Preprocessing.Landmarks;

/// <summary>
/// The offset of an energy axis as its landmarks give it together: their mean weighted by inverse variances. Where they disagree beyond their uncertainties, that of the mean is
/// enlarged by Birge's ratio √(χ²/(n − 1)) (Birge, Phys. Rev. 40, 207, 1932), and it is said.
/// </summary>
/// <param name="OffsetEv">What must be added to the file's energies, eV.</param>
/// <param name="UncertaintyEv">Its standard uncertainty, eV.</param>
/// <param name="AtEv">The energy at which it holds, eV; an error of the dispersion makes it another one elsewhere.</param>
/// <param name="ChiSquare">Σ ((offset − mean) / uncertainty)² over the landmarks; n − 1 is usual.</param>
/// <param name="Consistent">Whether chance makes the landmarks differ so much in more than 5 of 100 files.</param>
/// <param name="Element">Element of the white lines; null without any.</param>
/// <param name="Landmarks">What was found, by its energy; at least one.</param>
public sealed record AxisEstimate(double OffsetEv, double UncertaintyEv, double AtEv, double ChiSquare, bool Consistent, string? Element, IReadOnlyList<LandmarkEstimate> Landmarks)
{
    // 95 % quantiles of χ² with 1 to 5 degrees of freedom.
    static readonly double[] Usual = [3.841, 5.991, 7.815, 9.488, 11.070];

    /// <summary>Combines what landmarks say.</summary>
    /// <param name="landmarks">At least one, each of an uncertainty above 0; at most six.</param>
    /// <param name="element">Element of the white lines; null without any.</param>
    /// <param name="atEv">Where the offset is wanted, eV.</param>
    public static AxisEstimate Combined(IReadOnlyList<LandmarkEstimate> landmarks, string? element, double atEv)
    {
        double[] weights = [.. landmarks.Select(landmark => 1 / (landmark.UncertaintyEv * landmark.UncertaintyEv))];
        var offset = landmarks.Zip(weights, (landmark, weight) => landmark.OffsetEv * weight).Sum() / weights.Sum();
        var chiSquare = landmarks.Zip(weights, (landmark, weight) => (landmark.OffsetEv - offset) * (landmark.OffsetEv - offset) * weight).Sum();
        var consistent = landmarks.Count < 2 || chiSquare <= Usual[landmarks.Count - 2];
        var birge = consistent ? 1 : Math.Sqrt(chiSquare / (landmarks.Count - 1));
        return new(offset, birge / Math.Sqrt(weights.Sum()), atEv, chiSquare, consistent, element, landmarks);
    }

    /// <summary>What was found, in a sentence.</summary>
    public string Sentence
    {
        get
        {
            var reads = Math.Abs(OffsetEv) > UncertaintyEv
                ? Invariant($"reads {Math.Abs(OffsetEv):0.0} eV {(OffsetEv > 0 ? "low" : "high")} (offset {OffsetEv:+0.00;-0.00} ± {UncertaintyEv:0.00} eV)")
                : Invariant($"is right within its uncertainty (offset {OffsetEv:+0.00;-0.00;0.00} ± {UncertaintyEv:0.00} eV)");
            var by = string.Join(", ", Landmarks.Select(landmark => Invariant($"{landmark.Name} {landmark.OffsetEv:+0.0;-0.0;0.0} ± {landmark.UncertaintyEv:0.0} eV")));
            return $"The energy axis {reads} by {by}{(Consistent ? "" : Invariant($"; they disagree (χ² {ChiSquare:0.0} for {Landmarks.Count - 1}), so the uncertainty was enlarged: check the dispersion"))}.";
        }
    }

    /// <summary>The same for a run record.</summary>
    public JsonObject ToJson() => new()
    {
        ["offsetEv"] = OffsetEv,
        ["uncertaintyEv"] = UncertaintyEv,
        ["atEv"] = AtEv,
        ["chiSquare"] = ChiSquare,
        ["consistent"] = Consistent,
        ["element"] = Element,
        ["landmarks"] = new JsonArray([.. Landmarks.Select(landmark => (JsonNode)new JsonObject
        {
            ["name"] = landmark.Name,
            ["foundEv"] = landmark.FoundEv,
            ["expectedEv"] = landmark.ExpectedEv,
            ["offsetEv"] = landmark.OffsetEv,
            ["uncertaintyEv"] = landmark.UncertaintyEv,
            ["statisticalEv"] = landmark.StatisticalEv,
            ["dispersionEv"] = landmark.DispersionEv,
            ["scatterEv"] = landmark.ScatterEv,
            ["significance"] = landmark.Significance,
            ["basis"] = landmark.Basis,
        })]),
    };

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

using Whiteline.Fractions;

namespace Whiteline.Reports.Fractions;

/// <summary>How agreement is shown: the same colours and words in every picture.</summary>
public static class AgreementKey
{
    /// <summary>The colour as <c>#RRGGBB</c>; null for pixels of which nothing is known.</summary>
    public static string? Colour(Agreement kind) => kind switch
    {
        Agreement.All => "#009E73",
        Agreement.ClassifierAlone => "#E69F00",
        Agreement.MllsAlone => "#56B4E9",
        Agreement.RatioAlone => "#F0E442",
        Agreement.None => "#D55E00",
        _ => null,
    };

    /// <summary>In words.</summary>
    /// <param name="kind">Who agrees.</param>
    /// <param name="hasRatio">False where the ratio was not used and two are compared.</param>
    public static string Name(Agreement kind, bool hasRatio) => kind switch
    {
        Agreement.All => "all agree",
        Agreement.ClassifierAlone => "classifier differs",
        Agreement.MllsAlone => "least squares differ",
        Agreement.RatioAlone => "ratio differs",
        Agreement.None => hasRatio ? "no two agree" : "they differ",
        _ => "masked",
    };
}

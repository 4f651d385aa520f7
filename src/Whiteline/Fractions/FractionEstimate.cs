namespace Whiteline.Fractions;

/// <summary>Fractions of the oxidation states in one spectrum, with intervals that hold the truth with a probability of 0.9.</summary>
/// <param name="Fractions">Shape (k), summing to 1.</param>
/// <param name="Lower">Lower ends, shape (k).</param>
/// <param name="Upper">Upper ends, shape (k).</param>
/// <param name="MeanValence">Fractions times valences.</param>
/// <param name="ValenceLower">Lower end of the mean valence's interval.</param>
/// <param name="ValenceUpper">Upper end.</param>
public sealed record FractionEstimate(double[] Fractions, double[] Lower, double[] Upper, double MeanValence, double ValenceLower, double ValenceUpper)
{
    /// <summary>By how much the references were moved, eV; NaN for a method that does not move them.</summary>
    public double ShiftEv { get; init; } = double.NaN;

    /// <summary>By how much they were broadened, full width at half maximum, eV; NaN for a method that does not.</summary>
    public double BroadeningEv { get; init; } = double.NaN;

    /// <summary>Index of the largest fraction.</summary>
    public int Largest => Array.IndexOf(Fractions, Fractions.Max());

    /// <summary>Width of the widest interval of a fraction.</summary>
    public double WidestInterval => Fractions.Length == 0 ? double.NaN : Enumerable.Range(0, Fractions.Length).Max(k => Upper[k] - Lower[k]);
}

namespace Whiteline.Fractions;

/// <summary>Fractions of many spectra by each method that could be used.</summary>
/// <param name="States">Ions by rising valence, shape (k).</param>
/// <param name="Methods">Methods, least squares first.</param>
/// <param name="Findings">What a reader must know, a sentence each: what the axis was taken to be, and why a method was not used.</param>
public sealed record FractionResult(IReadOnlyList<string> States, IReadOnlyList<MethodFractions> Methods, IReadOnlyList<string> Findings)
{
    /// <summary>The method of that name, or null when it was not used.</summary>
    public MethodFractions? this[FractionMethod method] => Methods.FirstOrDefault(used => used.Method == method);
}

/// <summary>What one method finds.</summary>
/// <param name="Method">The method.</param>
/// <param name="Estimates">Shape (n); null where a spectrum was left out or could not be measured.</param>
public sealed record MethodFractions(FractionMethod Method, IReadOnlyList<FractionEstimate?> Estimates)
{
    /// <summary>Spectra with an estimate.</summary>
    public int Count => Estimates.Count(estimate => estimate is not null);

    /// <summary>Mean fractions, shape (k); NaN where nothing was estimated.</summary>
    public double[] MeanFractions(int states) =>
        [.. Enumerable.Range(0, states).Select(k => Estimates.OfType<FractionEstimate>().Select(estimate => estimate.Fractions[k]).DefaultIfEmpty(double.NaN).Average())];

    /// <summary>Mean of the mean valence; NaN where nothing was estimated.</summary>
    public double MeanValence => Estimates.OfType<FractionEstimate>().Select(estimate => estimate.MeanValence).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Mean width of the intervals of the mean valence; NaN where nothing was estimated.</summary>
    public double MeanValenceWidth => Estimates.OfType<FractionEstimate>().Select(estimate => estimate.ValenceUpper - estimate.ValenceLower).DefaultIfEmpty(double.NaN).Average();
}

/// <summary>A way to find fractions.</summary>
public enum FractionMethod
{
    /// <summary>Least squares of references (<see cref="MixtureFit"/>).</summary>
    Mlls,

    /// <summary>A network (<see cref="FractionNetwork"/>).</summary>
    Network,

    /// <summary>The white-line ratio (<see cref="RatioFractions"/>).</summary>
    Ratio,
}

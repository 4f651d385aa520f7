namespace Whiteline.Learning.Calibration;

/// <summary>
/// Probabilities of several classes made honest by one isotonic regression for each, of whether the class was true on its probability, and then divided by their sum (Zadrozny and Elkan, KDD 2002). What the
/// classifier ranks first may change.
/// </summary>
/// <param name="Curves">One for each class, shape (k).</param>
public sealed record IsotonicCalibration(IReadOnlyList<IsotonicRegression> Curves)
{
    /// <summary>Fits the curves to spectra that the classifier had not seen.</summary>
    /// <param name="classes">Class labels, shape (k).</param>
    /// <param name="held">What it said of each, and the truth; at least one.</param>
    public static IsotonicCalibration Fit(IReadOnlyList<string> classes, IReadOnlyList<(Verdict Verdict, string Truth)> held) => new(
    [
        .. classes.Select((label, k) => IsotonicRegression.Fit([.. held.Select(one => one.Verdict.Probabilities[k])], [.. held.Select(one => one.Truth == label ? 1.0 : 0)])),
    ]);

    /// <summary>Replaces probabilities in place.</summary>
    /// <param name="probabilities">Shape (n, k), C order. Where every curve is 0 they stay as they are.</param>
    public void Apply(Span<double> probabilities)
    {
        Span<double> calibrated = stackalloc double[Curves.Count];
        for (var first = 0; first < probabilities.Length; first += Curves.Count)
        {
            var own = probabilities.Slice(first, Curves.Count);
            var sum = 0.0;
            for (var k = 0; k < Curves.Count; k++) sum += calibrated[k] = Curves[k].Of(own[k]);
            if (!(sum > 0)) continue;
            for (var k = 0; k < Curves.Count; k++) own[k] = calibrated[k] / sum;
        }
    }
}

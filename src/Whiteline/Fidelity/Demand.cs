using System.Globalization;

namespace Whiteline.Fidelity;

/// <summary>What spectra must show before they are called faithful.</summary>
/// <param name="Label">The class.</param>
/// <param name="What">The measure.</param>
/// <param name="Value">Its value.</param>
/// <param name="Bound">The bound.</param>
/// <param name="IsUpper">True when the value must not exceed the bound, false when it must reach it.</param>
public sealed record Demand(string Label, Measure What, double Value, double Bound, bool IsUpper)
{
    const double MostMeanError = 0.03, MostSpreadError = 0.2, LeastOfControl = 0.8, MostTwoSample = 0.65, LeastAuthenticity = 0.9;
    const int FewestDecimals = 3, MostDecimals = 15;

    /// <summary>True when it is met.</summary>
    public bool IsMet => IsUpper ? Value <= Bound : Value >= Bound;

    /// <summary>False where value or bound is no finite number, as of spectra without intensity: nothing can be demanded then.</summary>
    public bool IsMeasurable => double.IsFinite(Value) && double.IsFinite(Bound);

    /// <summary>Value and bound for a reader: three decimals, and more where the two would look alike and are not.</summary>
    public (string Value, string Bound) Shown
    {
        get
        {
            var decimals = FewestDecimals;
            while (Value != Bound && decimals < MostDecimals && Text(Value) == Text(Bound)) decimals++;
            return (Text(Value), Text(Bound));

            string Text(double number) => number.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>In words.</summary>
    public string Words => $"{Label}: {Name(What)} {Shown.Value}, {(IsUpper ? "at most" : "at least")} {Shown.Bound} wanted";

    /// <summary>
    /// The demands on a class: mean within 3 % and channel spread within 20 % over the white lines, density and coverage of 0.8 and authenticity of 0.9 of what measured spectra reach, and a
    /// two-sample test that tells no more than 65 %. Where measured spectra themselves miss a bound by chance of the division, their value is the bound.
    /// </summary>
    public static IEnumerable<Demand> Of(ClassFidelity one)
    {
        Demand Most(Measure measure, double bound) => new(one.Label, measure, one[measure].Synthetic, Math.Max(bound, one[measure].Control), true);
        Demand Least(Measure measure, double part) => new(one.Label, measure, one[measure].Synthetic, part * one[measure].Control, false);
        yield return Most(Measure.MeanError, MostMeanError);
        yield return Most(Measure.SpreadError, MostSpreadError);
        yield return Least(Measure.Density, LeastOfControl);
        yield return Least(Measure.Coverage, LeastOfControl);
        yield return Most(Measure.TwoSampleAccuracy, MostTwoSample);
        yield return Least(Measure.Authenticity, LeastAuthenticity);
    }

    /// <summary>A measure as a reader knows it.</summary>
    public static string Name(Measure measure) => measure switch
    {
        Measure.MeanError => "relative error of the mean over the white lines",
        Measure.SpreadError => "relative error of the channel spread over the white lines",
        Measure.SpreadWithin20 => "channels of the white lines with their spread right within 20 %",
        Measure.L3PositionKs => "L3 position, Kolmogorov–Smirnov",
        Measure.L3PositionEv => "L3 position, Wasserstein, eV",
        Measure.RatioKs => "L3/L2 ratio, Kolmogorov–Smirnov",
        Measure.WidthKs => "width of L3, Kolmogorov–Smirnov",
        Measure.SignalToNoiseKs => "signal-to-noise, Kolmogorov–Smirnov",
        Measure.NoiseSpectrumError => "noise power spectrum, error in decades",
        Measure.NoisePowerRatio => "power of fast noise over that measured",
        Measure.CovarianceError => "relative error of the channel covariance",
        Measure.MeanDiscrepancy => "squared maximum mean discrepancy",
        Measure.Precision => "precision",
        Measure.Recall => "recall",
        Measure.Density => "density",
        Measure.Coverage => "coverage",
        Measure.TwoSampleSpectra => "two-sample test by channels, accuracy",
        Measure.TwoSampleFeatures => "two-sample test by lines and noise, accuracy",
        Measure.TwoSampleAccuracy => "two-sample test, the better of both",
        Measure.Authenticity => "authenticity",
        _ => "distance to the nearest training spectrum over that of spectra held out",
    };
}

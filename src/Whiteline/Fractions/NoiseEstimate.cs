namespace Whiteline.Fractions;

/// <summary>
/// The noise of a spectrum read off what a fit leaves of it: variance = floor + slope · model. The slope is the gain of Poisson counts; the floor holds readout noise, and the noise of a
/// background that was removed before. So it does not matter in which units a file counts.
/// </summary>
/// <param name="Floor">Variance where the model is 0.</param>
/// <param name="Slope">Growth of the variance with the model, ≥ 0.</param>
/// <param name="Least">Smallest variance of a channel, whatever the model; &gt; 0.</param>
readonly record struct NoiseEstimate(double Floor, double Slope, double Least)
{
    // Of the mean variance: a channel never counts for more than that of ten others.
    const double LeastPart = 0.1;

    // Of single precision, squared.
    const double Rounding = 1e-14;

    public double At(double model) => Math.Max(Floor + Slope * model, Least);

    /// <summary>The estimate from the halves of the channels with the lower and the higher model.</summary>
    /// <param name="residuals">Spectrum less model, shape (n).</param>
    /// <param name="model">Shape (n).</param>
    /// <param name="parameters">Parameters that the fit took from the data.</param>
    public static NoiseEstimate Of(ReadOnlySpan<double> residuals, ReadOnlySpan<double> model, int parameters)
    {
        var order = model.ToArray();
        Array.Sort(order);
        var median = order[order.Length / 2];
        double lowModel = 0, highModel = 0, lowSquares = 0, highSquares = 0;
        var (lowCount, highCount) = (0, 0);
        for (var c = 0; c < model.Length; c++)
        {
            var square = residuals[c] * residuals[c];
            if (model[c] < median) (lowModel, lowSquares, lowCount) = (lowModel + model[c], lowSquares + square, lowCount + 1);
            else (highModel, highSquares, highCount) = (highModel + model[c], highSquares + square, highCount + 1);
        }
        var left = (double)model.Length / Math.Max(1, model.Length - parameters);
        var mean = left * (lowSquares + highSquares) / model.Length;
        // A residual of nothing, as of a constant spectrum, has no noise: rounding's is taken.
        var least = Math.Max(LeastPart * mean, Rounding * Math.Max(order[^1] * order[^1], order[0] * order[0]) + double.Epsilon);
        if (lowCount == 0 || highCount == 0) return new(mean, 0, least);
        var (lowAt, highAt) = (lowModel / lowCount, highModel / highCount);
        var (lowVariance, highVariance) = (left * lowSquares / lowCount, left * highSquares / highCount);
        var slope = highAt > lowAt ? Math.Max(0, (highVariance - lowVariance) / (highAt - lowAt)) : 0;
        return slope > 0 ? new(lowVariance - slope * lowAt, slope, least) : new(mean, 0, least);
    }
}

namespace Whiteline.Training;

/// <summary>
/// Temperature scaling (Guo et al., ICML 2017): one divisor of the logits that makes the log loss on held-out spectra smallest. It moves
/// no label, only the confidence.
/// </summary>
static class TemperatureScaling
{
    const double Coldest = 0.05;
    const double Hottest = 20;

    /// <param name="logits">Shape (n, k), C order.</param>
    /// <param name="classOf">Shape (n).</param>
    /// <param name="classes">k.</param>
    public static double Fit(ReadOnlySpan<float> logits, ReadOnlySpan<int> classOf, int classes)
    {
        if (classOf.Length == 0) return 1;
        // The loss is convex in 1 / T, so it has one minimum in log T too: golden section, until the bracket is 1e-6 wide.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Coldest), Math.Log(Hottest));
        var (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
        var (lossA, lossB) = (LogLoss(logits, classOf, classes, Math.Exp(a)), LogLoss(logits, classOf, classes, Math.Exp(b)));
        while (high - low > 1e-6)
        {
            if (lossA < lossB)
            {
                (high, b, lossB) = (b, a, lossA);
                a = high - ratio * (high - low);
                lossA = LogLoss(logits, classOf, classes, Math.Exp(a));
            }
            else
            {
                (low, a, lossA) = (a, b, lossB);
                b = low + ratio * (high - low);
                lossB = LogLoss(logits, classOf, classes, Math.Exp(b));
            }
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>Mean log loss at a temperature.</summary>
    public static double LogLoss(ReadOnlySpan<float> logits, ReadOnlySpan<int> classOf, int classes, double temperature)
    {
        var sum = 0.0;
        for (var i = 0; i < classOf.Length; i++) sum += SpectrumLoss(logits.Slice(i * classes, classes), classOf[i], temperature);
        return sum / classOf.Length;
    }

    /// <summary>−log p of the true class of one spectrum.</summary>
    public static double SpectrumLoss(ReadOnlySpan<float> logits, int trueClass, double temperature)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits) largest = MathF.Max(largest, logit);
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp((logit - largest) / temperature);
        return Math.Log(sum) - (logits[trueClass] - largest) / temperature;
    }
}

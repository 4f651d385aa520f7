namespace Whiteline.Learning;

/// <summary>Logits to probabilities.</summary>
static class Softmax
{
    /// <summary>log Σ exp(z).</summary>
    public static double LogSumExp(ReadOnlySpan<double> logits)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp(logit - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>exp(z / T) over their sum, in place; the largest logit is subtracted first, so that nothing overflows.</summary>
    public static void Apply(Span<double> logits, double temperature)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        var sum = 0.0;
        foreach (ref var value in logits)
        {
            value = Math.Exp((value - largest) / temperature);
            sum += value;
        }
        foreach (ref var value in logits) value /= sum;
    }
}

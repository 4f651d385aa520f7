using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Probability of the positive class from a decision value, 1 / (1 + exp(A f + B)) (Platt 1999), fitted by Newton's method as in Lin, Lin
/// and Weng (Machine Learning 68, 2007, 267). A is kept at or below 0, so that a larger decision value never means a smaller probability:
/// with few spectra the held-out values can be reversed, and the fit would then contradict the classifier.
/// </summary>
/// <param name="A">Slope; ≤ 0.</param>
/// <param name="B">Offset.</param>
public readonly record struct PlattSigmoid(double A, double B)
{
    // In margins, or in medians of all values where most lie farther out.
    const double Far = 10;

    /// <summary>Probability of the positive class.</summary>
    public double At(double decision)
    {
        var z = A * decision + B;
        return z >= 0 ? Math.Exp(-z) / (1 + Math.Exp(-z)) : 1 / (1 + Math.Exp(z));
    }

    /// <summary>
    /// Fits held-out decision values, shape (n), with their classes; A is 0 when these are reversed or say nothing. Values ten times as far out as most count as ten times as far: no spectrum is
    /// asked to be certain, so that one of a decision value of 10,000 would flatten the curve for all others.
    /// </summary>
    public static PlattSigmoid Fit(ReadOnlySpan<double> decisions, ReadOnlySpan<sbyte> signs) => FitWithin(Held(decisions), signs);

    static double[] Held(ReadOnlySpan<double> decisions)
    {
        double[] magnitudes = [.. decisions];
        TensorPrimitives.Abs(magnitudes, magnitudes);
        Array.Sort(magnitudes);
        var limit = Far * Math.Max(1, magnitudes.Length > 0 ? magnitudes[magnitudes.Length / 2] : 0);
        double[] held = [.. decisions];
        for (var i = 0; i < held.Length; i++) held[i] = Math.Clamp(held[i], -limit, limit);
        return held;
    }

    static PlattSigmoid FitWithin(double[] decisions, ReadOnlySpan<sbyte> signs)
    {
        var positives = 0;
        foreach (var sign in signs) if (sign > 0) positives++;
        var negatives = signs.Length - positives;
        double high = (positives + 1.0) / (positives + 2.0), low = 1 / (negatives + 2.0);
        double a = 0, b = Math.Log((negatives + 1.0) / (positives + 1.0));
        var value = Loss(decisions, signs, high, low, a, b);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            double h11 = 1e-12, h22 = 1e-12, h21 = 0, g1 = 0, g2 = 0;
            for (var i = 0; i < signs.Length; i++)
            {
                var p = new PlattSigmoid(a, b).At(decisions[i]);
                var d2 = p * (1 - p);
                h11 += decisions[i] * decisions[i] * d2;
                h22 += d2;
                h21 += decisions[i] * d2;
                var d1 = (signs[i] > 0 ? high : low) - p;
                g1 += decisions[i] * d1;
                g2 += d1;
            }
            if (Math.Abs(g1) < 1e-5 && Math.Abs(g2) < 1e-5) break;
            var determinant = h11 * h22 - h21 * h21;
            var da = -(h22 * g1 - h21 * g2) / determinant;
            var db = -(-h21 * g1 + h11 * g2) / determinant;
            var slope = g1 * da + g2 * db;
            var step = 1.0;
            for (; step >= 1e-10; step /= 2)
            {
                var next = Loss(decisions, signs, high, low, a + step * da, b + step * db);
                if (!(next < value + 1e-4 * step * slope)) continue;
                a += step * da;
                b += step * db;
                value = next;
                break;
            }
            if (step < 1e-10) break;
        }
        return a <= 0 ? new(a, b) : new(0, Math.Log((negatives + 1.0) / (positives + 1.0)));
    }

    static double Loss(ReadOnlySpan<double> decisions, ReadOnlySpan<sbyte> signs, double high, double low, double a, double b)
    {
        var sum = 0.0;
        for (var i = 0; i < signs.Length; i++)
        {
            var z = a * decisions[i] + b;
            var target = signs[i] > 0 ? high : low;
            sum += z >= 0 ? target * z + Math.Log(1 + Math.Exp(-z)) : (target - 1) * z + Math.Log(1 + Math.Exp(z));
        }
        return sum;
    }
}

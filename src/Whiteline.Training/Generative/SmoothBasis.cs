using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>
/// Mean and components without the noise that a hundred spectra leave in them, which all made spectra would have in common. Each is as smooth as predicts best: it is estimated from one half of the spectra,
/// smoothed, and held against its estimate from the other half (cross-validation). Where the curve bends, it is smoothed less, if that predicts better.
/// </summary>
/// <param name="Basis">Smooth mean and components, orthonormal.</param>
/// <param name="VarianceTaken">Of each spectrum: the part of the variance of its noise that mean and components have taken from what is left of it. Largest for one that a component was learned from almost alone.</param>
sealed record SmoothBasis(LinearBasis Basis, double[] VarianceTaken)
{
    const int Splits = 8;
    const int LeastSpectra = 4;
    const int LeastChannels = 12;

    // Channels on either side over which the bend of a curve is averaged; and the least that it counts, of its maximum.
    const int BendReach = 5;
    const double LeastBend = 1e-3;

    const float LeastNorm = 1e-4f;

    static readonly double[] Penalties = [0, .. Enumerable.Range(-6, 18).Select(power => Math.Pow(10, power / 2.0))];

    /// <summary>Smooths a basis; of fewer than 4 spectra, or 12 channels, it stays as it is.</summary>
    /// <param name="basis">Learned from the spectra.</param>
    /// <param name="spectra">Each of shape (channels).</param>
    /// <param name="weights">How much each spectrum tells of the components.</param>
    public static SmoothBasis Of(LinearBasis basis, float[][] spectra, double[] weights)
    {
        var curves = basis.Components.Length + 1;
        if (spectra.Length < LeastSpectra || basis.Mean.Length < LeastChannels) return new(basis, [.. spectra.Select(_ => (double)curves / spectra.Length)]);
        float[][] scores = [.. spectra.Select(spectrum => basis.Scores(spectrum))];
        float[][] left = [.. spectra.Select((spectrum, i) => Difference(spectrum, basis.Spectrum(scores[i])))];
        var smoothed = new float[curves][];
        var taken = new double[spectra.Length];
        for (var k = 0; k < curves; k++)
        {
            var curve = k == 0 ? basis.Mean : basis.Components[k - 1];
            var (score, weight) = k == 0 ? ([.. spectra.Select(_ => 1.0)], [.. spectra.Select(_ => 1.0)]) : (Array.ConvertAll(scores, own => (double)own[k - 1]), Array.ConvertAll(weights, own => own * own));
            double[] exact = [.. curve.Select(value => (double)value)];
            var smoother = Best(exact, Halves(exact, left, score, weight));
            smoothed[k] = [.. smoother.Of(exact).Select(value => (float)value)];
            AddTaken(smoother.VarianceTaken(), score, weight, taken);
        }
        return new(new(smoothed[0], Orthonormal(smoothed[1..])), taken);
    }

    // A curve is a weighted sum of the spectra: in each of them, as much of its own noise is taken as it has part in the sum.
    static void AddTaken(double part, double[] scores, double[] weights, double[] taken)
    {
        double[] shares = [.. scores.Zip(weights, (score, weight) => weight * score * score)];
        var total = shares.Sum();
        for (var i = 0; i < taken.Length && total > 0; i++) taken[i] += part * shares[i] / total;
    }

    // Estimates of a curve from two halves of the spectra, in several divisions: what is left of each spectrum says how they differ from the curve.
    static (double[] One, double[] Other)[] Halves(double[] curve, float[][] left, double[] scores, double[] weights)
    {
        var random = new Seed((ulong)left.Length).Branch("halves").Random();
        int[] order = [.. Enumerable.Range(0, left.Length)];
        return [.. Enumerable.Range(0, Splits).Select(_ =>
        {
            random.Shuffle<int>(order);
            return (Estimate(order.AsSpan(0, order.Length / 2)), Estimate(order.AsSpan(order.Length / 2)));
        })];

        double[] Estimate(ReadOnlySpan<int> used)
        {
            var sum = new double[curve.Length];
            var total = 0.0;
            foreach (var i in used)
            {
                total += weights[i] * scores[i] * scores[i];
                for (var c = 0; c < sum.Length; c++) sum[c] += weights[i] * scores[i] * left[i][c];
            }
            for (var c = 0; c < sum.Length; c++) sum[c] = curve[c] + (total > 0 ? sum[c] / total : 0);
            return sum;
        }
    }

    static PenalisedSmoother Best(double[] curve, (double[] One, double[] Other)[] halves)
    {
        double[] even = [.. Enumerable.Repeat(1.0, curve.Length - 2)];
        var (smoother, error) = Weighted(even, halves);
        var (local, localError) = Weighted(WeightsByBend(smoother.Of(curve)), halves);
        return localError < error ? local : smoother;
    }

    // Half the best penalty, because the curve of all spectra has half the variance of noise that one of half of them has.
    static (PenalisedSmoother Smoother, double Error) Weighted(double[] weights, (double[] One, double[] Other)[] halves)
    {
        var (best, error) = Penalties.Select(penalty =>
        {
            var smoother = new PenalisedSmoother(penalty, weights);
            return (penalty, Error: halves.Sum(half => Squares(smoother.Of(half.One), half.Other) + Squares(smoother.Of(half.Other), half.One)));
        }).MinBy(tried => tried.Error);
        return (new(best / 2, weights), error);
    }

    static double[] WeightsByBend(double[] smooth)
    {
        double[] bends = [.. Enumerable.Range(1, smooth.Length - 2).Select(c => Math.Pow(smooth[c - 1] - 2 * smooth[c] + smooth[c + 1], 2))];
        double[] near = [.. bends.Select((_, c) => TensorPrimitives.Average<double>(bends.AsSpan(Math.Max(0, c - BendReach)..Math.Min(bends.Length, c + BendReach + 1))))];
        var least = LeastBend * near.Max();
        var mean = near.Average() + least;
        return least > 0 ? Array.ConvertAll(near, bend => mean / (bend + least)) : Array.ConvertAll(near, _ => 1.0);
    }

    // Of components of noise little but a slope may be left, and of two the same: the second is none any more.
    static float[][] Orthonormal(float[][] components)
    {
        var kept = new List<float[]>();
        foreach (var component in components)
        {
            foreach (var before in kept) TensorPrimitives.MultiplyAdd(before, -TensorPrimitives.Dot<float>(component, before), component, component);
            var norm = TensorPrimitives.Norm<float>(component);
            if (norm < LeastNorm) continue;
            TensorPrimitives.Divide(component, norm, component);
            kept.Add(component);
        }
        return [.. kept];
    }

    static double Squares(double[] a, double[] b) => Math.Pow(TensorPrimitives.Distance<double>(a, b), 2);

    static float[] Difference(float[] a, float[] b)
    {
        var difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }
}

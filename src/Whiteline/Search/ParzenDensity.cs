using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Search;

/// <summary>How a Parzen density is made.</summary>
/// <param name="PriorWeight">Weight of the prior beside one observation's weight of 1.</param>
/// <param name="MagicClip">True to bound the kernels' widths from below.</param>
/// <param name="Multivariate">True for one width for all kernels by Scott's rule; false for the distance to the neighbouring observations.</param>
readonly record struct ParzenSettings(double PriorWeight, bool MagicClip, bool Multivariate);

/// <summary>A mixture of one product kernel per observation and one prior, over one or several parameters.</summary>
sealed class ParzenDensity
{
    // The latest observations weigh 1; of the older ones, the oldest weighs one over their number.
    const int FullWeights = 25;

    readonly double[] logWeights;
    readonly double[] cumulative;
    readonly ParzenKernels[] kernels;

    /// <param name="domains">The parameters.</param>
    /// <param name="observations">Numbers (<see cref="Domain"/>) by parameter and trial, oldest first.</param>
    /// <param name="settings">How the density is made.</param>
    public ParzenDensity(Domain[] domains, double[][] observations, ParzenSettings settings)
    {
        var weights = Weights(observations[0].Length, settings.PriorWeight);
        logWeights = [.. weights.Select(weight => Math.Log(weight))];
        cumulative = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) cumulative[i] = sum += weights[i];
        kernels = new ParzenKernels[domains.Length];
        for (var k = 0; k < domains.Length; k++)
            kernels[k] = domains[k] is CategoricalDomain choices
                ? new ChoiceKernels(choices.Choices.Count, observations[k], settings.PriorWeight)
                : new NumberKernels(new ScaledDomain(domains[k]), observations[k], settings, domains.Length);
    }

    /// <summary>A point drawn from the mixture: a number (<see cref="Domain"/>) for each parameter.</summary>
    public double[] Draw(RandomSource random)
    {
        var place = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        var component = Math.Min(place < 0 ? ~place : place + 1, cumulative.Length - 1);
        var point = new double[kernels.Length];
        for (var k = 0; k < point.Length; k++) point[k] = kernels[k].Draw(component, random);
        return point;
    }

    /// <summary>The logarithm of the density at each point.</summary>
    public double[] LogDensity(double[][] points)
    {
        var logDensity = new double[points.Length];
        var terms = new double[logWeights.Length];
        var known = new Dictionary<double, double>();
        for (var i = 0; i < points.Length; i++)
        {
            // Discrete parameters repeat.
            if (kernels.Length == 1 && known.TryGetValue(points[i][0], out logDensity[i])) continue;
            logWeights.CopyTo(terms, 0);
            for (var k = 0; k < kernels.Length; k++) kernels[k].AddLogDensity(points[i][k], terms);
            logDensity[i] = LogSumOfExponentials(terms);
            if (kernels.Length == 1) known[points[i][0]] = logDensity[i];
        }
        return logDensity;
    }

    static double LogSumOfExponentials(double[] terms)
    {
        var largest = TensorPrimitives.Max<double>(terms);
        TensorPrimitives.Subtract(terms, largest, terms);
        TensorPrimitives.Exp<double>(terms, terms);
        return largest + Math.Log(TensorPrimitives.Sum<double>(terms));
    }

    static double[] Weights(int observations, double prior)
    {
        var weights = new double[observations + 1];
        var ramp = observations - FullWeights;
        for (var i = 0; i < observations; i++)
            weights[i] = i >= ramp ? 1 : ramp == 1 ? 1.0 / observations : 1.0 / observations + i * (1 - 1.0 / observations) / (ramp - 1);
        weights[^1] = prior;
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
        return weights;
    }
}

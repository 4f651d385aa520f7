using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>
/// New noise that is like the measured: sums of measured residuals, each times a slowly varying random field. With residuals r and fields
/// t of correlation T, Σ rᵢ tᵢ / √(Σ tᵢ²) is nearly Gaussian and has about the covariance (1/m) Σ rᵢ rᵢᵀ ∘ T, the tapered sample covariance (Furrer and
/// Bengtsson, J. Multivar. Anal. 98, 227, 2007): what neighbouring channels have in common stays, what far ones have by chance goes. A spectrum
/// takes the residuals of those whose noise is of its level and colour, because one set may hold interpolated, denoised and raw spectra.
/// </summary>
sealed class NoiseFields
{
    /// <summary>Spectra that a class must have to know its own noise; a smaller one takes that of all classes.</summary>
    public const int LeastOwn = 24;

    const int LeastNeighbours = 8;
    const int Drawn = 40;

    // In sampling errors of level and colour.
    const double Alike = 2;
    const int ShareOfKnots = 20;

    const float LeastNorm = 1e-12f;

    static readonly int[] Lags = [1, 2, 4];

    readonly float[][][] residuals;
    readonly int spacing;

    NoiseFields(float[][][] residuals, int spacing)
    {
        this.residuals = residuals;
        this.spacing = spacing;
    }

    /// <summary>Finds whose residuals each spectrum takes.</summary>
    /// <param name="own">Residuals of a class, divided by their level and profile; each of shape (channels).</param>
    /// <param name="ownLevels">Logarithm of their level.</param>
    /// <param name="all">Residuals of all classes, which a small class takes too.</param>
    /// <param name="allLevels">Logarithm of their level.</param>
    public static NoiseFields Of(float[][] own, float[] ownLevels, float[][] all, float[] allLevels)
    {
        double[][] features = [.. all.Select((residual, i) => Features(residual, allLevels[i]))];
        float[][][] chosen =
        [
            .. own.Select((residual, i) => Features(residual, ownLevels[i]))
                .Select(mine => Enumerable.Range(0, all.Length).Select(j => (Residual: all[j], Distance: Distance(mine, features[j])))
                    .OrderBy(near => near.Distance).TakeWhile((near, rank) => rank < LeastNeighbours || near.Distance < Alike).Select(near => near.Residual).ToArray()),
        ];
        return new(chosen, Math.Max(3, own[0].Length / ShareOfKnots));
    }

    /// <summary>Noise whose squares average to 1.</summary>
    /// <param name="spectrum">The spectrum whose noise it is like.</param>
    /// <param name="random">Source of randomness.</param>
    /// <param name="noise">Receives shape (channels).</param>
    public void Draw(int spectrum, RandomSource random, Span<float> noise)
    {
        noise.Clear();
        var chosen = residuals[spectrum];
        var knots = new float[noise.Length / spacing + 5];
        var (field, squares) = (new float[noise.Length], new float[noise.Length]);
        var count = Math.Min(Drawn, chosen.Length);
        for (var drawn = 0; drawn < count; drawn++)
        {
            // Any of those alike, so that what is made shares little with a single one of them.
            var residual = chosen[chosen.Length <= Drawn ? drawn : random.NextInt32(chosen.Length)];
            for (var i = 0; i < knots.Length; i++) knots[i] = (float)random.NextNormal();
            Spline(knots, random.NextInt32(spacing), field);
            TensorPrimitives.MultiplyAdd(field, residual, noise, noise);
            TensorPrimitives.MultiplyAdd(field, field, squares, squares);
        }
        // A few fields are all large in one place and small in another; measured noise does not swell and fade like that.
        for (var c = 0; c < noise.Length; c++) noise[c] /= MathF.Sqrt(Math.Max(squares[c], LeastNorm));
        // All residuals have that level, and the level of the spectrum is one that was read off a residual: so few draws would vary it once more.
        TensorPrimitives.Multiply(noise, MathF.Sqrt(noise.Length) / Math.Max(LeastNorm, TensorPrimitives.Norm<float>(noise)), noise);
    }

    // Cubic B-spline with normal coefficients: as smooth as interpolated noise is, which a rougher field would roughen.
    void Spline(ReadOnlySpan<float> knots, int phase, Span<float> field)
    {
        for (var c = 0; c < field.Length; c++)
        {
            var (knot, rest) = Math.DivRem(c + phase, spacing);
            float t = rest / (float)spacing, u = 1 - t;
            field[c] = (u * u * u * knots[knot] + (4 - 6 * t * t + 3 * t * t * t) * knots[knot + 1] + (4 - 6 * u * u + 3 * u * u * u) * knots[knot + 2] + t * t * t * knots[knot + 3]) / 6;
        }
    }

    // Level in units of 30 %, correlations in units of their sampling error in some hundred channels.
    static double[] Features(float[] residual, float level) =>
        [level / 0.3, .. Lags.Select(lag => TensorPrimitives.Dot(residual.AsSpan(lag), residual.AsSpan(0, residual.Length - lag)) / (double)residual.Length / 0.055)];

    static double Distance(double[] a, double[] b) => TensorPrimitives.Distance<double>(a, b);
}

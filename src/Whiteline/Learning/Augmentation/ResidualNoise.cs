using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Numerics;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// Noise like the residuals of measured spectra: stretches of them, each from a spectrum drawn by lot and put where it was (the stationary bootstrap of Politis and Romano,
/// J. Am. Stat. Assoc. 89, 1303, 1994, at fixed places). So every channel keeps its variance, its tails and its correlation with its neighbours, and no residual is
/// repeated whole. One stretch fades into the next with weights whose squares sum to 1: noise that is smooth gets no step, and no channel less noise.
/// </summary>
sealed class ResidualNoise
{
    // Longer than noise is correlated, and short enough that no stretch is known again.
    const double MeanLength = 20;
    const int Fade = 8;

    readonly double[][] residuals;
    readonly double[] strength;
    readonly int[][] donors;

    /// <summary>Learns from residuals.</summary>
    /// <param name="residuals">Shape (n, channels).</param>
    /// <param name="freedom">Degrees of freedom left to them, 1 to n.</param>
    /// <param name="isOnGrid">Shape (n): which spectra were interpolated. Their noise and that of the others are of different kinds and are not mixed.</param>
    public ResidualNoise(DenseMatrix residuals, int freedom, bool[] isOnGrid)
    {
        int[] Kind(bool on) => [.. Enumerable.Range(0, isOnGrid.Length).Where(i => isOnGrid[i] == on)];
        var kinds = (On: Kind(true), Off: Kind(false));
        donors = Array.ConvertAll(isOnGrid, on => on ? kinds.On : kinds.Off);
        var n = residuals.RowCount;
        strength = [.. Enumerable.Range(0, n).Select(i => residuals.Row(i).L2Norm())];
        // What components and mean have taken out of the residuals is put back, in all spectra alike.
        var scale = Math.Sqrt((double)n / freedom);
        this.residuals = [.. Enumerable.Range(0, n).Select(i => residuals.Row(i).Select(value => strength[i] > 0 ? scale * value / strength[i] : 0).ToArray())];
    }

    /// <summary>Adds noise as strong as that of one of the spectra learned from.</summary>
    public void Add(RandomSource random, int like, Span<float> spectrum)
    {
        int Donor() => donors[like][random.NextInt32(donors[like].Length)];
        var (from, to, at) = (Donor(), -1, 0);
        for (var c = 0; c < spectrum.Length; c++)
        {
            if (to < 0 && random.NextDouble() * MeanLength < 1) (to, at) = (Donor(), 0);
            var noise = residuals[from][c];
            if (to >= 0)
            {
                var (sine, cosine) = Math.SinCos(Math.PI / 2 * ++at / (Fade + 1));
                noise = cosine * noise + sine * residuals[to][c];
                if (at == Fade) (from, to) = (to, -1);
            }
            spectrum[c] += (float)(strength[like] * noise);
        }
    }
}

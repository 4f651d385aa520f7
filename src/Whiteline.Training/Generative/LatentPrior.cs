using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>
/// Where the generator's random numbers come from: the latent numbers of a real spectrum, moved by a normal deviate that has the shape of
/// its neighbourhood (manifold Parzen windows; Vincent and Bengio, NIPS 2002). A latent space that is a mixture is what a generator for
/// few and diverse data needs (DeLiGAN; Gurumurthy, Sarvadevabhatla and Babu, CVPR 2017): one normal cloud would fill the gaps between kinds of spectra.
/// </summary>
sealed class LatentPrior
{
    const int MostNeighbours = 6;

    readonly ClassModel model;
    readonly int[] parents;
    readonly int[][] neighbours;
    readonly double bandwidth;

    /// <param name="model">The class.</param>
    /// <param name="parents">Spectra that may be drawn.</param>
    /// <param name="bandwidth">Size of the move, in neighbourhoods.</param>
    public LatentPrior(ClassModel model, int[] parents, double bandwidth)
    {
        (this.model, this.bandwidth) = (model, bandwidth);
        // In no order that has a meaning: what is drawn in turn is then like all of them, however few are drawn.
        this.parents = [.. parents];
        new Seed((ulong)parents.Length).Branch("turns").Random().Shuffle<int>(this.parents);
        parents = this.parents;
        float[][] weighted = [.. parents.Select(i => Weighted(model.Latents[i]))];
        neighbours =
        [
            .. weighted.Select((own, i) => Enumerable.Range(0, parents.Length).Where(j => j != i)
                .OrderBy(j => TensorPrimitives.Distance<float>(own, weighted[j])).Take(MostNeighbours).Select(j => parents[j]).ToArray()),
        ];
    }

    /// <summary>The same spectra with another size of the move.</summary>
    public LatentPrior With(double otherBandwidth) => new(model, parents, otherBandwidth);

    /// <summary>Draws latent numbers near any spectrum.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="latent">Receives shape (components + 2).</param>
    /// <returns>The spectrum that they were moved from.</returns>
    public int Draw(RandomSource random, Span<float> latent) => Draw(random.NextInt32(parents.Length), random, latent);

    /// <summary>Draws latent numbers near the spectrum whose turn it is.</summary>
    /// <param name="turn">Not negative; consecutive numbers take all spectra in turn.</param>
    /// <param name="random">Source of randomness.</param>
    /// <param name="latent">Receives shape (components + 2).</param>
    /// <returns>The spectrum that they were moved from.</returns>
    public int Draw(int turn, RandomSource random, Span<float> latent)
    {
        var at = turn % parents.Length;
        var centre = model.Latents[parents[at]];
        centre.CopyTo(latent);
        var count = neighbours[at].Length;
        if (count == 0) return parents[at];
        // A move alone would spread what is drawn wider than what is real: it is drawn in towards the middle of its neighbourhood by as much.
        var kept = 1 / Math.Sqrt(1 + bandwidth * bandwidth);
        // Differences of two draws from a neighbourhood have twice its variance.
        var size = kept * bandwidth / Math.Sqrt(2.0 * count);
        foreach (var neighbour in neighbours[at])
        {
            var weight = (float)(size * random.NextNormal() + (1 - kept) / (count + 1));
            // All but the noise level, which is no trait that could be copied; moved, the noisiest spectra would be too noisy or too few.
            for (var k = 0; k < latent.Length - 1; k++) latent[k] += weight * (model.Latents[neighbour][k] - centre[k]);
        }
        return parents[at];
    }

    float[] Weighted(float[] latent)
    {
        var weighted = new float[latent.Length];
        TensorPrimitives.Multiply(latent, model.Units, weighted);
        return weighted;
    }
}

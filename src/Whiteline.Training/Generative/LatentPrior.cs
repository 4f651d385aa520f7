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
    const double LeastShare = 1e-6;

    /// <summary>Of more spectra, each has its neighbours in a part of them: every pair is looked at.</summary>
    public const int MostTogether = 600;

    readonly ClassModel model;
    readonly int[] parents;
    readonly float[][] means;
    readonly (int Parent, float Share)[][] neighbours;

    /// <param name="model">The class.</param>
    /// <param name="parents">Spectra that may be drawn.</param>
    /// <param name="width">Of the neighbourhoods that spectra are moved in.</param>
    public LatentPrior(ClassModel model, int[] parents, double width)
    {
        this.model = model;
        // In no order that has a meaning: what is drawn in turn is then like all of them, however few are drawn.
        this.parents = [.. parents];
        new Seed((ulong)parents.Length).Branch("turns").Random().Shuffle<int>(this.parents);
        neighbours = new (int, float)[parents.Length][];
        var parts = (parents.Length + MostTogether - 1) / MostTogether;
        for (var part = 0; part < parts; part++)
        {
            int[] turns = [.. Enumerable.Range(0, parents.Length).Where(turn => turn % parts == part)];
            var shares = Neighbourhoods.Shares([.. turns.Select(turn => Weighted(model.Latents[this.parents[turn]]))], width);
            for (var i = 0; i < turns.Length; i++) neighbours[turns[i]] = [.. turns.Select((turn, j) => (this.parents[turn], (float)shares[i][j])).Where(near => near.Item2 > LeastShare)];
        }
        means = [.. neighbours.Select(Mean)];
    }

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
        means[at].CopyTo(latent);
        foreach (var (neighbour, share) in neighbours[at])
        {
            var weight = MathF.Sqrt(share) * (float)random.NextNormal();
            for (var k = 0; k < latent.Length - 1; k++) latent[k] += weight * (model.Latents[neighbour][k] - means[at][k]);
        }
        // All but the noise level, which is no trait that could be copied; moved, the noisiest spectra would be too noisy or too few.
        latent[^1] = model.Latents[parents[at]][^1];
        return parents[at];
    }

    float[] Mean((int Parent, float Share)[] near)
    {
        var mean = new float[model.Size];
        foreach (var (parent, share) in near) TensorPrimitives.MultiplyAdd(model.Latents[parent], share, mean, mean);
        return mean;
    }

    float[] Weighted(float[] latent)
    {
        var weighted = new float[latent.Length];
        TensorPrimitives.Multiply(latent, model.Units, weighted);
        return weighted;
    }
}

using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>
/// How far new latent numbers are moved from those of a real spectrum: the least that keeps what is made as far from the real ones as
/// these are from each other. Measured as authenticity (Alaa et al., ICML 2022): the share of spectra that lie farther from their nearest
/// real one than that lies from its own nearest; of real spectra each is left out in turn.
/// </summary>
static class Bandwidth
{
    const int Made = 400;
    const int Dimensions = 10;
    static readonly double[] Sizes = [0.2, 0.3, 0.4, 0.55, 0.7, 0.85, 1, 1.2, 1.4, 1.7, 2.1, 2.6, 3.3];

    /// <summary>The size of the move for a class.</summary>
    /// <param name="model">All classes.</param>
    /// <param name="own">The class.</param>
    /// <param name="real">Its spectra.</param>
    /// <param name="seed">Randomness.</param>
    public static double Of(SpectrumModel model, ClassModel own, float[][] real, Seed seed)
    {
        var basis = LinearBasis.Fit(real, Dimensions);
        float[][] reduced = [.. real.Select(spectrum => basis.Scores(spectrum))];
        double wanted = Authenticity(real), wantedReduced = Authenticity(reduced);
        var prior = new LatentPrior(own, [.. Enumerable.Range(0, real.Length)], 1);
        foreach (var size in Sizes)
        {
            var made = Make(model, own, prior.With(size), seed);
            if (Authenticity(real, made) >= wanted && Authenticity(reduced, [.. made.Select(spectrum => basis.Scores(spectrum))]) >= wantedReduced) return size;
        }
        return Sizes[^1];
    }

    static float[][] Make(SpectrumModel model, ClassModel own, LatentPrior prior, Seed seed)
    {
        var made = new float[Made][];
        var latent = new float[own.Size];
        for (var i = 0; i < Made; i++)
        {
            var random = seed.Branch("bandwidth", i).Random();
            var parent = prior.Draw(i, random, latent);
            made[i] = new float[model.Channels];
            model.Record(own, own.Basis.Spectrum(latent), ClassModel.Draw(parent, latent), 1, random, made[i]);
        }
        return made;
    }

    static double Authenticity(float[][] real)
    {
        var authentic = 0;
        for (var i = 0; i < real.Length; i++)
        {
            var (nearest, distance) = Nearest(real, real[i], i, -1);
            if (nearest >= 0 && distance > Nearest(real, real[nearest], nearest, i).Distance) authentic++;
        }
        return (double)authentic / real.Length;
    }

    static double Authenticity(float[][] real, float[][] made)
    {
        var own = new double[real.Length];
        for (var i = 0; i < real.Length; i++) own[i] = Nearest(real, real[i], i, -1).Distance;
        return made.Count(spectrum => Nearest(real, spectrum, -1, -1) is var (nearest, distance) && distance > own[nearest]) / (double)made.Length;
    }

    static (int Index, double Distance) Nearest(float[][] real, float[] spectrum, int without, int orWithout)
    {
        var (index, least) = (-1, double.PositiveInfinity);
        for (var j = 0; j < real.Length; j++)
            if (j != without && j != orWithout && TensorPrimitives.Distance<float>(spectrum, real[j]) is var distance && distance < least) (index, least) = (j, distance);
        return (index, least);
    }
}

using Whiteline.Numerics;

namespace Whiteline.Training.Generative;

/// <summary>
/// How wide the neighbourhoods are in which latent numbers are moved from those of a real spectrum. What is made shall lie as far from the real spectra as others of these do, in all channels and, beneath
/// the noise, in the principal ones (authenticity); and where these lie (density). Wide neighbourhoods serve the first, narrow ones the second: that width is taken at which the worst kept of them is kept best.
/// </summary>
static class Bandwidth
{
    const int Made = 400;
    const int Dimensions = 10;
    const int Folds = 5;
    const int Rounds = 4;

    // Of fewer spectra no share could be told.
    const int LeastToMeasure = 10;

    // At the largest the sixth neighbour counts half; what is wider is a neighbourhood no more.
    static readonly double[] Widths = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85];

    /// <summary>The width for a class.</summary>
    /// <param name="model">All classes.</param>
    /// <param name="own">The class.</param>
    /// <param name="real">Its spectra.</param>
    /// <param name="seed">Randomness.</param>
    public static double Of(SpectrumModel model, ClassModel own, float[][] real, Seed seed)
    {
        if (real.Length < LeastToMeasure) return Widths[^1];
        int[] used = [.. Enumerable.Range(0, real.Length)];
        if (used.Length > LatentPrior.MostTogether)
        {
            seed.Branch("used").Random().Shuffle<int>(used);
            used = used[..LatentPrior.MostTogether];
            real = [.. used.Select(i => real[i])];
        }
        var wanted = Wanted(real, seed.Branch("folds"));
        var basis = LinearBasis.Fit(real, Dimensions);
        RealSpectra full = new(real), reduced = new(Reduced(basis, real));
        return Widths.MaxBy(width =>
        {
            var made = Make(model, own, new(own, used, width), seed);
            var (authenticity, density) = full.Of(made);
            return Math.Min(Kept(density, wanted.Density), Math.Min(Kept(authenticity, wanted.Authenticity), Kept(reduced.Of(Reduced(basis, made)).Authenticity, wanted.Reduced)));
        });
    }

    static double Kept(double made, double wanted) => made < wanted ? made / wanted : 1;

    // Of real spectra, against others; what they are reduced to is learned without them.
    static (double Authenticity, double Density, double Reduced) Wanted(float[][] real, Seed seed)
    {
        var sum = (Authenticity: 0.0, Density: 0.0, Reduced: 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var mixed = (float[][])real.Clone();
            seed.Branch("round", round).Random().Shuffle<float[]>(mixed);
            for (var fold = 0; fold < Folds; fold++)
            {
                float[][] held = [.. mixed.Where((_, i) => i % Folds == fold)], others = [.. mixed.Where((_, i) => i % Folds != fold)];
                var share = (double)held.Length / (Rounds * real.Length);
                var basis = LinearBasis.Fit(others, Dimensions);
                var (authenticity, density) = new RealSpectra(others).Of(held);
                var reduced = new RealSpectra(Reduced(basis, others)).Of(Reduced(basis, held)).Authenticity;
                sum = (sum.Authenticity + share * authenticity, sum.Density + share * density, sum.Reduced + share * reduced);
            }
        }
        return sum;
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

    static float[][] Reduced(LinearBasis basis, float[][] spectra) => [.. spectra.Select(spectrum => basis.Scores(spectrum))];
}

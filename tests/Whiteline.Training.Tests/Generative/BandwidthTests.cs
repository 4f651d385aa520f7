using Whiteline.Numerics;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class BandwidthTests
{
    [Fact]
    public void Copies_are_not_authentic_and_what_lies_between_is()
    {
        var real = new RealSpectra([[0, 0], [1, 0], [2, 0], [3, 0]]);

        Assert.Equal(0, real.Of([[0, 0], [2, 0]]).Authenticity);
        Assert.Equal(0.5, real.Of([[0.2f, 0], [1, 5]]).Authenticity);
    }

    [Fact]
    public void Density_counts_the_neighbourhoods_that_a_spectrum_lies_in()
    {
        // Seven on a line: the fifth neighbour of the ends lies 5 away, of the next 4, 3, 3.
        var real = new RealSpectra([.. Enumerable.Range(0, 7).Select(i => new[] { (float)i, 0 })]);

        Assert.Equal(7 / 5.0, real.Of([[3, 0]]).Density);
        Assert.Equal(0, real.Of([[3, 50]]).Density);
        // At −0.5 lie those of 0 (5), 1 (4) and 2 (3).
        Assert.Equal(3 / 5.0, real.Of([[-0.5f, 0]]).Density);
    }

    [Fact]
    public void Others_of_the_same_kind_have_a_density_near_one()
    {
        var random = new Seed(2).Random();
        float[][] Drawn(int count) => [.. Enumerable.Range(0, count).Select(_ => (float[])[(float)random.NextNormal(), (float)random.NextNormal(), (float)random.NextNormal()])];

        Assert.Equal(1, new RealSpectra(Drawn(400)).Of(Drawn(2000)).Density, 0.05);
    }

    [Fact]
    public void Noise_that_hides_the_real_spectra_needs_less_of_a_move()
    {
        Assert.True(Width(noise: 0.02) > Width(noise: 0.15) + 0.1);
    }

    [Fact]
    public void What_is_made_at_the_width_is_no_copy()
    {
        var set = MeasuredLike.Set(100, classes: 1, noise: 0.02, pinned: false);
        var model = SpectrumModel.Fit(set, CancellationToken.None);
        var real = new RealSpectra(MeasuredLike.Rows(set, "Mn2+"));
        float[][] others = MeasuredLike.Rows(MeasuredLike.Set(400, classes: 1, noise: 0.02, pinned: false, seed: 2), "Mn2+");
        var width = Bandwidth.Of(model, model.Classes[0], MeasuredLike.Rows(set, "Mn2+"), new Seed(3));

        var (authenticity, density) = real.Of(Made(model, width));
        var wanted = real.Of(others);

        Assert.InRange(authenticity / wanted.Authenticity, 0.9, 1.3);
        Assert.InRange(density / wanted.Density, 0.8, 1.3);
        Assert.True(real.Of(Made(model, 0.01)).Authenticity < 0.9 * wanted.Authenticity);
    }

    // The mean of several sets: one of a hundred spectra says little.
    static double Width(double noise) => Enumerable.Range(1, 6).Average(seed =>
    {
        var set = MeasuredLike.Set(100, classes: 1, noise, pinned: false, (ulong)seed);
        var model = SpectrumModel.Fit(set, CancellationToken.None);
        return Bandwidth.Of(model, model.Classes[0], MeasuredLike.Rows(set, "Mn2+"), new Seed(3));
    });

    static float[][] Made(SpectrumModel model, double width)
    {
        var own = model.Classes[0];
        var prior = new LatentPrior(own, [.. Enumerable.Range(0, own.Latents.Length)], width);
        var latent = new float[own.Size];
        return
        [
            .. Enumerable.Range(0, 400).Select(i =>
            {
                var random = new Seed(7).Branch("made", i).Random();
                var parent = prior.Draw(i, random, latent);
                var made = new float[model.Channels];
                model.Record(own, own.Basis.Spectrum(latent), ClassModel.Draw(parent, latent), 1, random, made);
                return made;
            }),
        ];
    }
}

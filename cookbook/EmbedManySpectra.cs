using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Cookbook;

public sealed class EmbedManySpectra
{
    [Fact]
    public void Embed_very_many_spectra_with_near_copies()
    {
        // 26,000 spectra of 1,000 specimens: 26 of each, which differ by their noise alone.
        var specimens = PhantomDataset.Make(new([new("Mn2+", 500), new("Mn4+", 500)]) { Axis = new EnergyAxis(635, 0.5, 60), GroupsPerClass = 500 }, new Seed(1), threads: 2);
        var (channels, random) = (specimens.Axis.Count, new RandomSource(new Seed(2)));
        var largest = specimens.Intensity.ToArray().Max();
        float[] spectra = [.. Enumerable.Range(0, 26).SelectMany(_ => specimens.Intensity.ToArray()).Select(value => value / largest + 0.002f * (float)random.NextNormal())];
        var others = spectra[..(100 * channels)];

        // Recipe: embed-many-spectra.md
        var context = new TrainingContext(new Seed(0), Threads: 2);
        var embedding = Umap.Fit(spectra, channels, new UmapOptions(Neighbours: 15), context);
        var ranks = NeighbourhoodRanks.Of(spectra, channels, DistanceMetric.Euclidean, embedding.Coordinates.Span, components: 2, neighbours: 15, context);
        Console.WriteLine($"{embedding.Count} points, trustworthiness {ranks.Trustworthiness:0.000}, continuity {ranks.Continuity:0.000}");
        var placed = embedding.Transform(others, context);
        // End of recipe

        Assert.InRange(ranks.Trustworthiness, 0.9, 1);
        Assert.InRange(ranks.Continuity, 0.9, 1);
        Assert.Equal(200, placed.Length);
    }
}

using Whiteline.Formats.Dm;
using Whiteline.Numerics;
using Whiteline.Recipes.Clustering;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes.Clustering;

/// <summary>The measured nanocube: FeO in Fe3O4 on vacuum, its contrast faint.</summary>
public sealed class NanocubeTests
{
    [Fact]
    public void Vacuum_particle_edge_and_centre_are_told_apart()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var file = SharedData.PathOf("fe_oxide_nanocube_si.dm3");
        var signals = DmFormat.Dm3.Open(file);
        try
        {
            var image = SpectrumImage.From(signals.Where(signal => signal.Kind == SignalKind.SpectrumImage).MaxBy(signal => signal.Samples.Count)!, file);

            var found = ImageClustering.Run(image, new(), new Dictionary<int, string>(), [], "", new(file, new Seed(0), 2));

            int At(int row, int column) => found.Map.Clusters.Labels[row * image.Columns + column];
            int[] vacuum = [At(0, 0), At(5, 0), At(5, 18), At(16, 18), At(14, 16)];
            Assert.All(vacuum, label => Assert.Equal(0, label));
            var centre = Enumerable.Range(3, 8).SelectMany(row => Enumerable.Range(4, 10).Select(column => At(row, column))).ToArray();
            Assert.True(centre.Count(label => label == 2) >= 0.95 * centre.Length);
            // The lower side of the cube, one pixel thin.
            var edge = Enumerable.Range(2, 10).Select(column => At(12, column)).ToArray();
            Assert.True(edge.Count(label => label == 1) >= 8);
            // The shell is more oxidised than the core.
            Assert.True(found.Clusters[1].L3Ev > found.Clusters[2].L3Ev);
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }
}

using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Clustering;
using Whiteline.Recipes.Datasets;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class ClusterAnImage
{
    [Fact]
    public void Make_a_labelled_dataset_out_of_a_spectrum_image()
    {
        using var folder = new TemporaryFolder();
        var image = PhantomImage.Make(new() { Rows = 24, Columns = 24 }, new Seed(4), 2).Image;
        var (figures, file) = (folder.File("clusters"), folder.File("fe.npz"));

        // Recipe: cluster-an-image.md
        var context = new StepContext("cube.hspy", new Seed(0), Threads: 2);
        var names = new Dictionary<int, string> { [0] = "vacuum", [1] = "Fe2.67+", [2] = "Fe2+" };
        var result = ImageClustering.Run(image, new ClusterPlan { Clusters = 3 }, names, [], "cluster cube.hspy", context);
        foreach (var cluster in result.Clusters) Console.WriteLine($"{cluster.Name,-8} {cluster.Pixels,4} pixels, L3 at {cluster.L3Ev:0.0} eV, L3/L2 {cluster.WhiteLineRatio:0.0}");
        ClusterFiles.Write(figures, result, "cube.hspy");

        var data = ClusterDataset.Of(result, dropped: new HashSet<string> { "vacuum" }, image: "cube", block: null, context);
        LabeledSpectraFile.Write(file, data);
        foreach (var warning in DatasetReview.Of(data).Warnings) Console.WriteLine(warning);
        // End of recipe

        Assert.Equal(["Fe2+", "Fe2.67+"], LabeledSpectraFile.Read(file).Classes);
        Assert.True(File.Exists(Path.Combine(figures, "clusters.png")));
    }
}

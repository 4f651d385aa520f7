using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Numerics;
using Whiteline.Recipes.Embeddings;
using Whiteline.Reports.Embeddings;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class EmbedADataset
{
    [Fact]
    public void See_what_each_normalisation_does()
    {
        using var folder = new TemporaryFolder();
        var data = PhantomDataset.Make(new([new("Mn2+", 60), new("Mn4+", 60)]), new Seed(2), threads: 2);
        var output = folder.File("embedding");

        // Recipe: embed-a-dataset.md
        var plan = new EmbeddingPlan(EmbeddingMethod.Umap, new UmapOptions(Neighbours: 15));
        var input = EmbeddingInput.Of(data, plan, new("mn.npz", new Seed(0), Threads: 2));
        var study = EmbeddingStudy.Run(input, plan, new TrainingContext(new Seed(0), Threads: 2));
        foreach (var one in study.Embeddings)
            Console.WriteLine($"{one.Name,-7} labels {one.LabelSilhouette:0.00}, groups inside a label {one.GroupInClassSilhouette:0.00}, trustworthiness {one.Trustworthiness:0.000}");
        EmbeddingFiles.Write(output, study, "Manganese embedded", []);
        // End of recipe

        Assert.Equal(5, study.Embeddings.Count);
        Assert.All(study.Embeddings, one => Assert.InRange(one.LabelAgreement!.Value, 0.9, 1));
        Assert.True(File.Exists(Path.Combine(output, "report.html")));
    }
}

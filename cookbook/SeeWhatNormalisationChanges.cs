using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Comparison;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class SeeWhatNormalisationChanges
{
    [Fact]
    public void See_whose_accuracy_hangs_on_the_normalisation()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("norms");
        var training = PhantomDataset.Make(new([new("Mn3+", 40), new("Mn4+", 40)]) { GroupsPerClass = 8 }, new Seed(1));

        // Recipe: see-what-normalisation-changes.md
        var plan = new ComparisonPlan
        {
            Classifiers = ["svm-rbf", "svm-cosine"],
            Focus = ["svm-rbf", "svm-cosine"],
            Normalisations = [Norm.Max, Norm.None, Norm.L2],
            Trainings = [TrainingData.Plain],
            Folds = 4,
        };
        var comparison = new ComparisonRun(plan, Network: (name, _) => throw new NotSupportedException(name));
        var result = comparison.Run(training, null, Path.Combine(folder, "finished"), new(new Seed(0), Threads: 2));
        foreach (var one in result.Normalisation!.Classifiers)
            Console.WriteLine($"{one.Classifier}: {one.Best.Honest!.Accuracy:0.000} with {one.Best.Cell.Norm}, {one.Worst.Honest!.Accuracy:0.000} with {one.Worst.Cell.Norm}");
        foreach (var one in result.Normalisation.Study!.Embeddings)
            Console.WriteLine($"{one.Name}: silhouette of labels {one.LabelSilhouette:0.00}, of groups inside a label {one.GroupInClassSilhouette:0.00}");
        ComparisonFiles.Write(folder, result, "Mn, simulated", made: []);
        // End of recipe

        Assert.Equal(["svm-rbf", "svm-cosine"], result.Normalisation.Classifiers.Select(one => one.Classifier));
        // The cosine kernel divides by the norm itself: what is divided by a number before comes out the same.
        var cosine = result.Normalisation.Classifiers[1];
        Assert.Equal(cosine.Under(Norm.None)!.Honest!.Accuracy, cosine.Under(Norm.L2)!.Honest!.Accuracy);
        Assert.True(File.Exists(Path.Combine(folder, "normalisation.csv")));
    }
}

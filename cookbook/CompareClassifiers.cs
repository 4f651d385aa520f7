using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Comparison;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class CompareClassifiers
{
    [Fact]
    public void Compare_classifiers_on_the_same_spectra()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("mn-study");
        var training = PhantomDataset.Make(new([new("Mn2+", 30), new("Mn4+", 30)]) { GroupsPerClass = 6 }, new Seed(1));
        var test = PhantomDataset.Make(new([new("Mn2+", 30), new("Mn4+", 30)]) { GroupsPerClass = 6 }, new Seed(2));

        // Recipe: compare-classifiers.md
        var plan = new ComparisonPlan
        {
            Classifiers = ["svm-rbf", "svm-cosine", "random-forest", "mlls"],
            Focus = ["svm-rbf"],
            Normalisations = [Norm.Max, Norm.None],
            Trainings = [TrainingData.Plain, TrainingData.Shifted],
            Folds = 3,
        };
        var comparison = new ComparisonRun(plan, Network: (name, _) => throw new NotSupportedException(name));
        var result = comparison.Run(training, test, Path.Combine(folder, "finished"), new(new Seed(0), Threads: 2));
        foreach (var line in ComparisonReport.Summary(result)) Console.WriteLine(line);
        foreach (var row in PositionOrShape.Of(result)) Console.WriteLine($"{row.Classifier}: carried by {row.CarriedBy}");
        ComparisonFiles.Write(folder, result, "Mn, simulated", made: []);
        // End of recipe

        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
        Assert.DoesNotContain(result.Cells, cell => cell.Failure is not null);
    }
}

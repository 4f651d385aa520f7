using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Recipes.Tuning;
using Whiteline.Search;
using Whiteline.Simulation;
using Whiteline.Storage;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class SearchHyperparameters
{
    [Fact]
    public void Search_hyperparameters_and_train_the_best()
    {
        var data = PhantomDataset.Make(new([new("Fe2+", 30), new("Fe3+", 30)]) { GroupsPerClass = 6 }, new Seed(1));
        using var folder = new TemporaryFolder();

        // Recipe: search-hyperparameters.md
        var basis = new TuningBasis("svm", new TrainingPlan(new SvmTrainer(new())), new SvmOptions(), Network: null, new(), Networks: null);
        var search = new ModelSearch(data, basis, new SplitPlan(SplitKind.ByGroup, Folds: 3), [TuningObjective.Accuracy], new(new Seed(0), Threads: 2));
        using var storage = RelationalStudyStorage.Open("sqlite:///" + folder.File("study.db"));
        var study = new Study(storage, "fe", search.Directions, new TpeSampler(new Seed(0)), new MedianPruner());
        study.Run(search.Score, new(Trials: 20) { Space = TuningSpaces.Of("svm", data) });
        var best = study.History.Best!;
        Console.WriteLine($"trial {best.Number}: accuracy {best.Values[0]:0.000} with {string.Join(", ", best.Parameters.Select(one => $"{one.Key} {one.Value.Value}"))}");
        var model = search.Train(best.Parameters, new(), inputs: []);
        // End of recipe

        Assert.Equal(20, study.History.Finished.Count);
        Assert.True(best.Values[0] > 0.8);
        Assert.Equal(data.Classes, model.Labels);
    }
}

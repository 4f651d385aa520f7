using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Recipes;
using Whiteline.Recipes.Tuning;
using Whiteline.Search;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes.Tuning;

public sealed class ModelSearchTests : IDisposable
{
    static readonly LabeledSpectra Data = TuningSamples.Iron();
    static readonly TrainingContext Context = new(new(1), 1, null, TestContext.Current.CancellationToken);

    readonly MemoryStudyStorage storage = new();

    public void Dispose() => storage.Dispose();

    [Fact]
    public void The_value_of_a_point_is_that_of_its_cross_validation()
    {
        var split = new SplitPlan(SplitKind.ByGroup, 4);
        var study = Run(Search(split, TuningObjective.Accuracy), new(1));

        var trial = study.History.Trials[0];
        var plan = TuningSamples.Basis("svm").Plan with { Trainer = new SvmTrainer(new(KernelKind.Linear, (double)trial.Parameters["C"].Value!) { Probability = false }) };
        Assert.Equal(CrossValidation.Run(Data, plan, split, Context).Scores.Accuracy, trial.Values[0]);
        // The value so far is reported after every fold but the last.
        Assert.Equal([1, 2, 3], trial.Reports.Keys.Order());
    }

    [Fact]
    public void Only_the_folds_asked_for_are_scored()
    {
        var study = Run(Search(new SplitPlan(SplitKind.ByGroup, 4) { Scored = 2 }, TuningObjective.Accuracy), new(1));

        Assert.Equal(2, System.Text.Json.JsonSerializer.Deserialize<double[]>(study.History.Trials[0].Remarks["foldAccuracies"])!.Length);
    }

    [Fact]
    public void Cost_is_made_small_beside_accuracy()
    {
        var search = Search(new SplitPlan(SplitKind.ByGroup, 2), TuningObjective.Accuracy, TuningObjective.Cost);

        var study = Run(search, new(3));

        Assert.Equal([Direction.Maximize, Direction.Minimize], search.Directions);
        // At least one support vector of all channels, at most all sixteen of a training part; and a weight each.
        Assert.All(study.History.Trials, trial => Assert.InRange(trial.Values[1], 50, 16 * (200 + 1)));
        Assert.All(study.History.Trials, trial => Assert.Empty(trial.Reports));
    }

    [Fact]
    public void A_pruned_point_ends_without_the_other_folds()
    {
        var study = new Study(storage, "pruned", [Direction.Maximize], new RandomSampler(new(1)), new GiveUp());
        study.Run(Search(new SplitPlan(SplitKind.ByGroup, 4), TuningObjective.Accuracy).Score, Work(2));

        Assert.All(study.History.Trials, trial => Assert.Equal((TrialState.Pruned, 1), (trial.State, trial.LastStep)));
    }

    [Fact]
    public void An_accuracy_so_far_gives_no_point_up_where_cost_alone_is_made_small()
    {
        var study = new Study(storage, "cheap", [Direction.Minimize], new RandomSampler(new(1)), new GiveUp());
        study.Run(Search(new SplitPlan(SplitKind.ByGroup, 4), TuningObjective.Cost).Score, Work(2));

        Assert.All(study.History.Trials, trial => Assert.Equal((TrialState.Complete, 0), (trial.State, trial.Reports.Count)));
    }

    [Fact]
    public void The_best_point_is_trained_with_its_parameters()
    {
        var search = Search(new SplitPlan(SplitKind.ByGroup, 4), TuningObjective.Accuracy);
        var parameters = new Dictionary<string, Setting> { ["C"] = new(new FloatDomain(0.1, 10), 0.5), ["kernel"] = new(new CategoricalDomain(["linear", "cosine"]), 1) };

        var model = search.Train(parameters, new(), []);

        Assert.Equal(KernelKind.Cosine, Assert.IsType<SvmClassifier>(model.Classifier).Kernel.Kind);
    }

    [Fact]
    public void A_study_refuses_a_worker_with_other_spectra_and_names_what_differs()
    {
        var study = new Study(storage, "mine", [Direction.Maximize], new RandomSampler(new(1)));
        Identity(Data, 0).Claim(study);

        Identity(Data, 0).Claim(study);
        var error = Assert.Throws<BadInputException>(() => Identity(Data.Subset([.. Enumerable.Range(0, 30)]), 1).Claim(study));

        Assert.Contains("other data and other seed", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(Identity(Data, 0).Short, Identity(Data, 1).Short);
    }

    [Fact]
    public void A_study_refuses_a_worker_with_another_space_and_takes_one_with_another_way_of_drawing()
    {
        var study = new Study(storage, "mine", [Direction.Maximize], new RandomSampler(new(1)));
        Identity(Data, 0).Claim(study);

        Identity(Data, 0, by: new TpeSampler(new(1))).Claim(study);
        var error = Assert.Throws<BadInputException>(() => Identity(Data, 0, new CategoricalDomain([1.0, 2.0])).Claim(study));
        var grid = Assert.Throws<BadInputException>(() => Identity(Data, 0, new CategoricalDomain([1.0, 2.0]), new GridSampler(Space(new CategoricalDomain([1.0, 2.0])))).Claim(study));

        Assert.Contains("other space,", error.Message, StringComparison.Ordinal);
        Assert.Contains("other sampler and other space,", grid.Message, StringComparison.Ordinal);
        // Searches that give no name are kept apart all the same.
        Assert.NotEqual(Identity(Data, 0).Short, Identity(Data, 0, by: new TpeSampler(new(1))).Short);
    }

    [Fact]
    public void A_study_refuses_a_worker_whose_points_have_another_gamma_where_they_choose_the_kernel()
    {
        var study = new Study(storage, "mine", [Direction.Maximize], new RandomSampler(new(1)));
        var basis = TuningSamples.Basis("svm") with { Machine = new(KernelKind.Linear) };
        Of(basis).Claim(study);

        Assert.Throws<BadInputException>(() => Of(basis with { Machine = basis.Machine with { Gamma = 2 } }).Claim(study));

        static StudyIdentity Of(TuningBasis basis) => new(Data, basis, Space(Penalty), new RandomSampler(new(1)), new(), [TuningObjective.Accuracy], 0);
    }

    static Domain Penalty => new FloatDomain(0.01, 100, Log: true);

    static SearchSpace Space(Domain penalty) => new([new("C", penalty)]);

    static StudyIdentity Identity(LabeledSpectra data, ulong seed, Domain? penalty = null, ISampler? by = null) =>
        new(data, TuningSamples.Basis("svm"), Space(penalty ?? Penalty), by ?? new RandomSampler(new(1)), new(), [TuningObjective.Accuracy], seed);

    static ModelSearch Search(SplitPlan split, params TuningObjective[] objectives) => new(Data, TuningSamples.Basis("svm") with { Machine = new(KernelKind.Linear) }, split, objectives, Context);

    Study Run(ModelSearch search, StudyWork work)
    {
        var study = new Study(storage, "search", search.Directions, new RandomSampler(new(1)));
        study.Run(search.Score, Work(work.Trials));
        return study;
    }

    static StudyWork Work(int trials) => new(trials) { Space = Space(Penalty) };

    sealed class GiveUp : IPruner
    {
        public string Name => "always";

        public bool ShouldPrune(StudyHistory history, TrialRecord trial, Action<string, string> remark) => true;
    }
}

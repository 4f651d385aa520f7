using Whiteline.Formats;
using Whiteline.Learning;
using Whiteline.Learning.Embedding;
using Whiteline.Learning.Metrics;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Recipes.Embeddings;
using Whiteline.Search;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests;

/// <summary>Where a program of one's own enters the library, an argument that is null is named.</summary>
public sealed class NullArgumentTests
{
    static readonly LabeledSpectra Data = Doublets.Fe(12, 1);
    static readonly TrainingPlan Plan = new(new SvmTrainer(new(KernelKind.Linear)));
    static readonly TrainingContext Training = new(new Seed(1), 1);
    static readonly StepContext Steps = new("test.npz", new Seed(1), 1);
    static readonly EmbeddingPlan Embedded = new(EmbeddingMethod.Pca, new());
    static readonly EvaluationPlan Evaluated = new();
    static readonly Lazy<TrainedModel> Model = new(() => Doublets.Train(Data));
    static readonly SpectrumImage Image = Data.AsImage(1, Data.Count);

    static readonly Dictionary<string, (string Argument, Action Call)> Calls = new()
    {
        ["dataset read"] = ("path", () => LabeledSpectraFile.Read(null!)),
        ["dataset written nowhere"] = ("path", () => LabeledSpectraFile.Write(null!, Data)),
        ["no dataset written"] = ("spectra", () => LabeledSpectraFile.Write("a.npz", null!)),
        ["file opened"] = ("path", () => new FormatCatalog().Open(null!)),
        ["dataset without axis"] = ("axis", () => _ = new LabeledSpectra(null!, [], [])),
        ["dataset without intensity"] = ("intensity", () => _ = new LabeledSpectra(Data.Axis, null!, ["Fe2+"])),
        ["dataset without labels"] = ("labels", () => _ = new LabeledSpectra(Data.Axis, [], null!)),
        ["datasets joined"] = ("datasets", () => CommonAxis.Join(null!)),
        ["recipe without steps"] = ("steps", () => _ = new Recipe(null!)),
        ["recipe without spectra"] = ("raw", () => new Recipe().Prepare(null!, Steps)),
        ["recipe without context"] = ("context", () => new Recipe().Prepare(Data, null!)),
        ["default recipe without dataset"] = ("dataset", () => RecipeDefaults.For(null!, "Fe")),
        ["default recipe without element"] = ("element", () => RecipeDefaults.For(Data, null!)),
        ["training without data"] = ("data", () => ModelTraining.Run(null!, Plan, [], Training)),
        ["training without plan"] = ("plan", () => ModelTraining.Run(Data, null!, [], Training)),
        ["training without inputs"] = ("inputs", () => ModelTraining.Run(Data, Plan, null!, Training)),
        ["training without context"] = ("context", () => ModelTraining.Run(Data, Plan, [], null!)),
        ["cross-validation without data"] = ("data", () => CrossValidation.Run(null!, Plan, new(), Training)),
        ["cross-validation without split"] = ("split", () => CrossValidation.Run(Data, Plan, null!, Training)),
        ["evaluation without model"] = ("model", () => Evaluation.Run(null!, Data, Evaluated, Steps)),
        ["evaluation without data"] = ("data", () => Evaluation.Run(Model.Value, null!, Evaluated, Steps)),
        ["evaluation without parts"] = ("parts", () => Evaluation.Run(null!, Evaluated, Steps)),
        ["model read"] = ("path", () => ModelFile.Read(null!)),
        ["model read from no stream"] = ("stream", () => ModelFile.Read(null!, "a.wlm")),
        ["no model written"] = ("model", () => ModelFile.Write("a.wlm", null!)),
        ["prediction without model"] = ("model", () => _ = new Prediction(null!, Data, null, Steps)),
        ["prediction without spectra"] = ("spectra", () => _ = new Prediction(Model.Value, null!, null, Steps)),
        ["prediction without context"] = ("context", () => _ = new Prediction(Model.Value, Data, null, null!)),
        ["map without image"] = ("image", () => Mapping.Run(Model.Value, null!, new([], ""), Steps)),
        ["map without options"] = ("options", () => Mapping.Run(Model.Value, Image, null!, Steps)),
        ["scores without truth"] = ("truth", () => Scores.Of(["Fe2+"], null!, [])),
        ["embedding of no dataset"] = ("data", () => EmbeddingInput.Of((LabeledSpectra)null!, Embedded, Steps)),
        ["embedding of no image"] = ("image", () => EmbeddingInput.Of((SpectrumImage)null!, Embedded, Steps)),
        ["embedding without input"] = ("input", () => EmbeddingStudy.Run(null!, Embedded, Training)),
        ["UMAP without spectra"] = ("spectra", () => Umap.Fit(null!, 3, new(), Training)),
        ["UMAP without options"] = ("options", () => Umap.Fit(new float[30], 3, null!, Training)),
        ["grid without data"] = ("data", () => GridSearch.Run(null!, Plan, new(), new(), Training)),
        ["grid without values"] = ("values", () => GridSearch.Run(Data, Plan, null!, new(), Training)),
        ["study without storage"] = ("storage", () => _ = new Study(null!, "a", [Direction.Maximize], new RandomSampler(new(1)))),
        ["study without sampler"] = ("sampler", () => _ = new Study(new MemoryStudyStorage(), "a", [Direction.Maximize], null!)),
        ["study without objective"] = ("objective", () => new Study(new MemoryStudyStorage(), "a", [Direction.Maximize], new RandomSampler(new(1))).Run(null!, new(1))),
    };

    public static TheoryData<string> Cases => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_argument_that_is_null_is_named(string what) =>
        Assert.Equal(Calls[what].Argument, Assert.Throws<ArgumentNullException>(Calls[what].Call).ParamName);
}

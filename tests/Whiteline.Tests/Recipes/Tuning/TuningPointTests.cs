using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Tuning;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes.Tuning;

public sealed class TuningPointTests
{
    static readonly LabeledSpectra Data = TuningSamples.Iron();

    [Fact]
    public void A_machine_takes_the_values_chosen_and_the_basis_for_the_others()
    {
        var plan = Point("svm", ("kernel", "polynomial"), ("C", 3.5), ("degree", 4L), ("normalize", "l2")).Plan();

        var options = Assert.IsType<SvmTrainer>(plan.Trainer).Options;
        Assert.Equal(new SvmOptions(KernelKind.Polynomial, 3.5, Degree: 4), options);
        Assert.Equal(Norm.L2, plan.Normalise);
    }

    [Fact]
    public void A_network_has_the_layers_that_are_described()
    {
        NetworkDescription? made = null;
        NetworkOptions? trained = null;
        var basis = TuningSamples.Basis("cnn", (network, options, _) => Kept(made = network, trained = options));

        new TuningPoint(basis, Data, Values(("blocks", 2L), ("filters-1", 6L), ("width-1", 5L), ("filters-2", 12L), ("pool-2", 3L), ("layers", 1L), ("units-1", 24L), ("dropout", 0.4), ("head", "average"), ("batch-norm", "none"), ("learning-rate", 0.01), ("batch-size", 32L))).Plan();

        Assert.Equal([6, 12], made!.Blocks.Select(block => block.Filters));
        Assert.Equal(5, made.Blocks[0].Kernel);
        Assert.Equal(3, made.Blocks[1].Pool);
        Assert.All(made.Blocks, block => Assert.Equal((BatchNormalisation.None, 0.2), (block.Normalisation, block.Dropout)));
        Assert.Equal((24, 0.4), (Assert.Single(made.Dense).Units, made.Dense[0].Dropout));
        Assert.Equal(NetworkHead.GlobalAverage, made.Head);
        Assert.Equal((0.01, 32), (trained!.LearningRate, trained.BatchSize));
    }

    [Theory]
    [InlineData("kernel", "sine")]
    [InlineData("kernel", "2")]
    [InlineData("C", "ten")]
    [InlineData("degree", 2.5)]
    [InlineData("window", "640-660")]
    public void A_value_that_its_parameter_cannot_have_is_refused(string name, object value) =>
        Assert.Contains($"'{name}' cannot be {(value is string ? $"'{value}'" : value)}", Assert.Throws<BadInputException>(() => Point("svm", (name, value)).Plan()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_joint_point_is_of_the_classifier_that_it_names()
    {
        var basis = TuningSamples.Basis("joint", (network, options, _) => Kept(network, options)) with { NetworkCopies = 24 };

        Assert.False(new TuningPoint(basis, Data, Values(("classifier", "svm"))).IsNetwork);
        Assert.Equal(24, new TuningPoint(basis, Data, Values(("classifier", "mlp"))).Plan().Copies);
        Assert.Throws<BadInputException>(() => new TuningPoint(basis, Data, Values(("classifier", "tree"))).Plan());
    }

    [Theory]
    [InlineData("svm")]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("joint")]
    public void Every_parameter_of_a_ready_space_is_known_and_every_draw_makes_a_plan(string model)
    {
        var space = TuningSpaces.Of(model, Data);
        var basis = TuningSamples.Basis(model, (network, options, _) => Kept(network, options));
        using var storage = new Whiteline.Search.MemoryStudyStorage();
        var study = new Whiteline.Search.Study(storage, model, [Whiteline.Search.Direction.Minimize], new Whiteline.Search.RandomSampler(new(1)));

        study.Run(
            trial =>
            {
                Assert.Empty(new TuningPoint(basis, Data, trial.Parameters.ToDictionary(one => one.Key, one => one.Value.Value)).Plan().Problems());
                return [0];
            },
            new(40) { Space = space });

        Assert.Empty(space.Problems());
        Assert.All(space.Parameters, parameter => Assert.Contains(parameter.Name, TuningParameters.Of(model)));
        Assert.Equal(40, study.History.Finished.Count);
    }

    static TuningPoint Point(string model, params (string, object?)[] values) => new(TuningSamples.Basis(model), Data, Values(values));

    static Dictionary<string, object?> Values(params (string Name, object? Value)[] values) => values.ToDictionary(one => one.Name, one => one.Value);

    static SvmTrainer Kept(NetworkDescription network, NetworkOptions options) => network.Problems(120, 2).Concat(options.Problems()).Any() ? throw new InvalidOperationException("A network of the search has a problem.") : new(new());
}

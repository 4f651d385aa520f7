using Whiteline.Preprocessing;
using Whiteline.Search;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Tuning;

// Support vector machines: the ranges of del-Pozo-Bueno, Peiró and Estradé, Ultramicroscopy 221 (2021) 113190, whose grid this space holds. Networks: number and size of layers,
// activation, dropout, rate and batch, as studies of that group search them by random search and TPE (Ultramicroscopy 253 (2023) 113828).

/// <summary>Ready search spaces.</summary>
public static class TuningSpaces
{
    static readonly SearchCondition Convolutional = new("classifier", ["cnn"]);
    static readonly SearchCondition AnyNetwork = new("classifier", ["cnn", "mlp"]);

    /// <summary>The space of a model.</summary>
    /// <param name="model">One of <see cref="TuningBasis.Models"/>.</param>
    /// <param name="data">The spectra, which decide what windows a joint search may choose.</param>
    public static SearchSpace Of(string model, LabeledSpectra data) => new(model switch
    {
        "svm" => [.. Machine(null)],
        "mlp" => [.. Dense(1, 4, null), .. Training(null)],
        "cnn" => [.. Convolution(null), Head(null), .. Dense(0, 2, null), .. Training(null)],
        _ => [.. Joint(data)],
    });

    static IEnumerable<SearchParameter> Joint(LabeledSpectra data) =>
    [
        new("classifier", Words("svm", "mlp", "cnn")),
        .. Windows(data) is { Length: > 1 } windows ? new SearchParameter[] { new("window", Words(windows)) } : [],
        new("normalize", Words([.. Enum.GetNames<Norm>().Select(name => name.ToLowerInvariant())])),
        new("shift-augment", new CategoricalDomain([0.0, 1.0, 2.0, 4.0])),
        .. Machine(new("classifier", ["svm"])),
        .. Convolution(Convolutional), Head(Convolutional),
        .. Dense(1, 3, AnyNetwork), .. Training(AnyNetwork),
    ];

    static IEnumerable<SearchParameter> Machine(SearchCondition? when) =>
    [
        new("kernel", Words("linear", "polynomial", "rbf", "sigmoid", "cosine"), when),
        new("C", new FloatDomain(1e-3, 1e4, Log: true), when),
        OfKernels("gamma", new FloatDomain(1e-6, 1e4, Log: true)),
        OfKernels("coef0", new FloatDomain(1e-5, 1e3, Log: true)),
        OfKernels("degree", new IntegerDomain(2, 5)),
    ];

    static SearchParameter OfKernels(string name, Domain domain) => new(name, domain, new("kernel", [.. TuningParameters.KernelsWith(name)!]));

    static IEnumerable<SearchParameter> Convolution(SearchCondition? when)
    {
        const int most = 5;
        yield return new("blocks", new IntegerDomain(1, most), when);
        for (var k = 1; k <= most; k++)
        {
            var there = k == 1 ? when : new("blocks", AtLeast: k);
            yield return new($"filters-{k}", new IntegerDomain(4, 64, Log: true), there);
            yield return new($"width-{k}", new IntegerDomain(3, 25, Step: 2), there);
            yield return new($"pool-{k}", new IntegerDomain(1, 3), there);
        }
        yield return new("pooling", Words("max", "average"), when);
        yield return new("batch-norm", Words("none", "before", "after"), when);
    }

    static SearchParameter Head(SearchCondition? when) => new("head", Words("flatten", "average"), when);

    static IEnumerable<SearchParameter> Dense(int fewest, int most, SearchCondition? when)
    {
        yield return new("layers", new IntegerDomain(fewest, most), when);
        for (var k = 1; k <= most; k++) yield return new($"units-{k}", new IntegerDomain(8, 256, Log: true), new("layers", AtLeast: k));
    }

    static IEnumerable<SearchParameter> Training(SearchCondition? when) =>
    [
        new("activation", Words("relu", "leakyrelu", "elu", "silu", "tanh"), when),
        new("dropout", new FloatDomain(0, 0.6), when),
        new("learning-rate", new FloatDomain(1e-4, 2e-2, Log: true), when),
        new("weight-decay", new FloatDomain(1e-6, 1e-1, Log: true), when),
        new("batch-size", new CategoricalDomain([16L, 32L, 64L, 128L]), when),
    ];

    static string[] Windows(LabeledSpectra data)
    {
        var edge = TrainedModel.ElementOf(data.Classes) is { } element ? Edge.L23Of(element) : null;
        if (edge is null || !data.Axis.Covers(Edge.OK.Window)) return [];
        return data.Axis.LastEv > edge.OnsetEv + 10 ? ["l23", "ok", "both"] : ["ok"];
    }

    static CategoricalDomain Words(params string[] words) => new([.. words]);
}

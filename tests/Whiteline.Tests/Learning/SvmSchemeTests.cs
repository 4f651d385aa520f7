using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class SvmSchemeTests
{
    [Fact]
    public void One_against_the_rest_has_a_function_per_class_and_labels_by_the_largest()
    {
        var spectra = Peaks.Of([40, 40, 40], 30, 0.05);

        var svm = Train(spectra, new() { Scheme = MulticlassScheme.OneVersusRest });

        Assert.Equal(3, svm.Functions.Count);
        Assert.Equal(2, svm.Vote([-1, -0.5, 0.1]));
        var labels = new int[spectra.Count];
        svm.Label(spectra.Intensity, labels, 1, TestContext.Current.CancellationToken);
        Assert.True(labels.Where((k, i) => svm.Classes[k] == spectra.Labels[i]).Count() >= 110, "At least 110 of 120 training spectra get their own label.");
    }

    [Fact]
    public void The_probabilities_of_one_against_the_rest_sum_to_one_and_follow_the_values()
    {
        var spectra = Peaks.Of([40, 40, 40], 30, 0.05);
        var svm = Train(spectra, new() { Scheme = MulticlassScheme.OneVersusRest });
        var probabilities = new double[spectra.Count * 3];

        svm.Predict(spectra.Intensity.Span, probabilities);

        var right = 0;
        for (var i = 0; i < spectra.Count; i++)
        {
            var row = probabilities[(3 * i)..(3 * i + 3)];
            Assert.Equal(1, row.Sum(), 1e-9);
            if (svm.Classes[Array.IndexOf(row, row.Max())] == spectra.Labels[i]) right++;
        }
        Assert.InRange(right, 105, 120);
    }

    [Fact]
    public void The_scheme_comes_back_from_a_model_and_is_pairs_where_none_is_named()
    {
        var rest = Train(Peaks.Of([20, 20, 20], 30), new() { Scheme = MulticlassScheme.OneVersusRest });
        var pairs = Train(Peaks.Of([20, 20, 20], 30), new());
        var (settings, tensors) = SvmState.Of(rest);
        var (older, olderTensors) = SvmState.Of(pairs);
        older.Remove("scheme");

        Assert.Equal(MulticlassScheme.OneVersusRest, SvmState.Read(settings, tensors, "a.wlm").Scheme);
        Assert.Equal(MulticlassScheme.OneVersusOne, SvmState.Read(older, olderTensors, "b.wlm").Scheme);
    }

    [Fact]
    public void Given_weights_that_repeat_the_balanced_ones_give_the_same_machine()
    {
        var spectra = Peaks.Of([60, 20], 30, 0.3);

        var balanced = Train(spectra, new(Weighting: ClassWeighting.Balanced));
        var given = Train(spectra, new() { ClassWeights = new Dictionary<string, double> { ["Mn2+"] = 80 / 120.0, ["Mn3+"] = 80 / 40.0 } });

        Assert.Equal(balanced.Functions[0].Coefficients, given.Functions[0].Coefficients);
    }

    [Fact]
    public void A_heavier_class_wins_more_spectra()
    {
        var spectra = Peaks.Of([60, 60], 30, 1.5);

        var even = Wins(Train(spectra, new(C: 0.1)), spectra);
        var heavy = Wins(Train(spectra, new(C: 0.1) { ClassWeights = new Dictionary<string, double> { ["Mn2+"] = 20 } }), spectra);

        Assert.True(heavy > even, $"{even} spectra with even weights, {heavy} with 20 times the weight");
    }

    [Fact]
    public void A_weight_of_a_class_that_is_not_there_is_refused_by_name()
    {
        var error = Assert.Throws<BadInputException>(() => Train(Peaks.Of([5, 5], 30), new() { ClassWeights = new Dictionary<string, double> { ["Fe2+"] = 2 } }));

        Assert.Contains("Fe2+", error.Message, StringComparison.Ordinal);
        Assert.Contains("Mn2+, Mn3+", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_of_zero_is_refused() =>
        Assert.Contains("greater than 0", Assert.Single(new SvmOptions { ClassWeights = new Dictionary<string, double> { ["Fe2+"] = 0 } }.Problems()), StringComparison.Ordinal);

    [Fact]
    public void A_kernel_of_the_users_own_on_the_inner_products_serves_as_a_named_one()
    {
        var spectra = Peaks.Of([40, 40, 40], 30, 0.2);

        var named = Train(spectra, new(KernelKind.Rbf, Gamma: 0.5));
        var own = Train(spectra, new(KernelKind.Custom) { Custom = (product, x, y) => Math.Exp(-0.5 * Math.Max(0, x + y - 2 * product)) });

        var (a, b) = (new double[spectra.Count * 3], new double[spectra.Count * 3]);
        named.Decide(spectra.Intensity.Span, a);
        own.Decide(spectra.Intensity.Span, b);
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 5e-3));
    }

    [Fact]
    public void A_kernel_of_the_users_own_cannot_be_stored_and_says_why()
    {
        var own = Train(Peaks.Of([10, 10], 30), new(KernelKind.Custom) { Custom = (product, _, _) => product });

        Assert.Contains("can hold no code", Assert.Throws<BadInputException>(() => SvmState.Of(own)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectra_without_any_intensity_are_counted_for_the_cosine_kernel_only()
    {
        var peaks = Peaks.Of([5, 5], 30);
        var intensity = peaks.Intensity.ToArray();
        intensity.AsSpan(60, 60).Clear();
        var spectra = new LabeledSpectra(peaks.Axis, intensity, peaks.Labels);

        Assert.Contains("2 of 10", Assert.Single(new SvmTrainer(new(KernelKind.Cosine)).Cautions(spectra)), StringComparison.Ordinal);
        Assert.Empty(new SvmTrainer(new()).Cautions(spectra));
    }

    [Fact]
    public void One_spectrum_is_refused() =>
        Assert.Contains("only one", Assert.Throws<BadInputException>(() => Train(Peaks.Of([1], 30), new())).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_on_demand_train_the_machine_that_the_whole_matrix_does()
    {
        // Beyond 1 MB of kernel rows: 2 × 4 × 400² bytes.
        var spectra = Peaks.Of([200, 200], 30, 0.3);

        var whole = Train(spectra, new());
        var onDemand = Train(spectra, new(CacheBytes: 1 << 20));

        var (a, b) = (new double[spectra.Count], new double[spectra.Count]);
        whole.Decide(spectra.Intensity.Span, a);
        onDemand.Decide(spectra.Intensity.Span, b);
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 2e-2));
    }

    static int Wins(SvmClassifier svm, LabeledSpectra spectra)
    {
        var labels = new int[spectra.Count];
        svm.Label(spectra.Intensity, labels, 1, TestContext.Current.CancellationToken);
        return labels.Count(label => label == 0);
    }

    static SvmClassifier Train(LabeledSpectra spectra, SvmOptions options) => (SvmClassifier)new SvmTrainer(options).Train(spectra, new(new(1)));
}

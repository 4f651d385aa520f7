using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class CustomKernelTests
{
    static readonly LabeledSpectra Data = Peaks.Of([40, 30, 25], 32, 0.3);

    static readonly GramKernel Rbf = (product, squareX, squareY) => Math.Exp(-0.1 * (squareX + squareY - 2 * product));

    static readonly GramKernel Laplacian = (product, squareX, squareY) => Math.Exp(-0.5 * Math.Sqrt(squareX + squareY - 2 * product));

    [Theory]
    [InlineData(512L << 20)]
    [InlineData(1L << 20)]
    public void The_RBF_written_as_a_function_is_the_RBF(long cache)
    {
        // Repeated, the spectra outgrow the smaller cache, and rows are made on demand.
        var data = cache < 2 << 20 ? Data.Subset([.. Enumerable.Range(0, 400).Select(i => i % Data.Count)]) : Data;
        var options = new SvmOptions(Gamma: 0.1, C: 1, CacheBytes: cache, Tolerance: 1e-5, Probability: false);

        var built = Decisions(Train(options, data));
        var own = Decisions(Train(options with { Kernel = KernelKind.Custom, Custom = Rbf }, data));

        Assert.All(built.Zip(own), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void A_kernel_of_distances_gives_1_for_a_spectrum_with_itself_and_never_NaN()
    {
        var gram = GramMatrix.Of(Data.Intensity.Span, 32, 2, TestContext.Current.CancellationToken);
        var whole = new KernelMatrix(gram, new SvmKernel(KernelKind.Custom) { Custom = Laplacian });
        var rows = new KernelRows(Data.Intensity.ToArray(), 32, new SvmKernel(KernelKind.Custom) { Custom = Laplacian }, 1 << 20);

        for (var i = 0; i < Data.Count; i++)
        {
            Assert.Equal((1, 1, 1, 1), (whole.Row(i)[i], rows.Row(i)[i], whole.Diagonal(i), rows.Diagonal(i)));
            Assert.All(whole.Row(i).Concat(rows.Row(i)), value => Assert.InRange(value, 0, 1));
        }
    }

    [Fact]
    public void A_grid_searches_it_beside_the_built_in_ones()
    {
        var grid = new SvmGrid([new SvmKernel(KernelKind.Custom) { Custom = Rbf }, new(KernelKind.Rbf, 0.1), new SvmKernel(KernelKind.Custom) { Custom = Laplacian }], [1, 10], Folds: 3);

        var points = grid.Run(Data, new(new Seed(1), 2)).Points;

        Assert.Equal(6, points.Count);
        Assert.Equal(points.Where(point => point.Kernel.Kind == KernelKind.Rbf).Select(point => point.Accuracy), points.Take(2).Select(point => point.Accuracy));
        Assert.All(points, point => Assert.True(point.Accuracy > 0.6, $"{point}"));
    }

    [Fact]
    public void A_file_that_names_it_is_refused()
    {
        var (settings, tensors) = SvmState.Of(Train(new(), Data));
        settings["kernel"] = "Custom";

        Assert.Throws<BadInputException>(() => SvmState.Read(settings, tensors, "a.wlm"));
    }

    [Fact]
    public void A_custom_kernel_without_a_function_is_refused() =>
        Assert.Contains("has no function", Assert.Throws<BadInputException>(() => Train(new(KernelKind.Custom), Data)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_function_beside_a_built_in_kernel_is_refused() =>
        Assert.Contains("the kernel is Rbf", Assert.Throws<BadInputException>(() => Train(new() { Custom = Rbf }, Data)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_function_that_gives_no_number_is_refused_with_its_arguments()
    {
        var error = Assert.Throws<BadInputException>(() => Train(new(KernelKind.Custom) { Custom = (product, _, _) => Math.Sqrt(-product) }, Data));

        Assert.Contains("gives NaN for x·y = ", error.Message, StringComparison.Ordinal);
    }

    static double[] Decisions(SvmClassifier svm)
    {
        var decisions = new double[Data.Count * svm.Functions.Count];
        svm.Decide(Data.Intensity.Span, decisions);
        return decisions;
    }

    static SvmClassifier Train(SvmOptions options, LabeledSpectra data) =>
        (SvmClassifier)new SvmTrainer(options).Train(data, new(new Seed(1), 2, null, TestContext.Current.CancellationToken));
}

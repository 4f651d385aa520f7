using Whiteline.Learning;
using Whiteline.Learning.Svm;

namespace Whiteline.Tests.Learning;

public sealed class SvmGridTests
{
    static readonly SvmGrid Grid = new([new(KernelKind.Rbf, 0.1), new(KernelKind.Linear)], [1, 0.01, 10], Folds: 4);

    [Fact]
    public void Every_point_is_scored_and_the_best_has_the_highest_accuracy()
    {
        var spectra = Peaks.Of([30, 24, 20], 40, 0.2);

        var result = Grid.Run(spectra, new(new(1), 2));

        Assert.Equal(6, result.Points.Count);
        Assert.All(result.Points, point => Assert.True(point.Accuracy <= result.Best.Accuracy));
        Assert.True(result.Best.Accuracy > 0.8, $"{result.Best}");
    }

    [Fact]
    public void One_thread_and_eight_find_the_same()
    {
        var spectra = Peaks.Of([30, 24, 20], 40, 0.4);

        var one = Grid.Run(spectra, new(new(1), 1));
        var eight = Grid.Run(spectra, new(new(1), 8));

        Assert.Equal(one.Points.SelectMany(point => point.FoldAccuracies), eight.Points.SelectMany(point => point.FoldAccuracies));
    }

    [Fact]
    public void Warm_starts_score_as_a_grid_of_that_point_alone()
    {
        var spectra = Peaks.Of([30, 24, 20], 40, 0.4);

        var warm = Grid.Run(spectra, new(new(1))).Points.Single(point => point.C == 10 && point.Kernel.Kind == KernelKind.Rbf);
        var cold = (Grid with { Kernels = [new(KernelKind.Rbf, 0.1)], C = [10] }).Run(spectra, new(new(1))).Best;

        Assert.Equal(cold.Accuracy, warm.Accuracy, 0.03);
    }

    [Fact]
    public void A_C_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<BadInputException>(() => (Grid with { C = [0] }).Run(Peaks.Of([5, 5], 8), new(new(1))));

        Assert.Contains("C is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stratified_folds_hold_every_spectrum_out_once_and_every_class_in_its_share()
    {
        var labels = Peaks.Of([33, 21, 10], 8).Labels;

        var splits = Folds.Stratified(labels, 5, new(3));

        Assert.Equal(Enumerable.Range(0, 64), splits.SelectMany(split => split.Held).Order());
        Assert.All(splits, split => Assert.Equal(2, split.Held.Count(i => labels[i] == "Mn4+")));
        Assert.All(splits, split => Assert.Empty(split.Held.Intersect(split.Training)));
    }

    [Fact]
    public void A_group_is_never_on_both_sides()
    {
        string[] groups = [.. Enumerable.Range(0, 40).Select(i => $"specimen {i * i % 7}")];

        var splits = Folds.Grouped(groups, 3, new(3));

        Assert.All(splits, split => Assert.Empty(split.Held.Select(i => groups[i]).Intersect(split.Training.Select(i => groups[i]))));
    }
}

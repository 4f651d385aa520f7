using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Tests;

public sealed class ValidationSplitTests
{
    [Fact]
    public void Every_class_gives_its_share()
    {
        var spectra = Samples.Peaks(100);

        var split = ValidationSplit.Of(spectra, spectra.Count, 0.15, new Seed(1));

        Assert.Equal([15, 15, 15], split.Held.GroupBy(i => spectra.Labels[i]).Select(members => members.Count()));
        Assert.Equal(Enumerable.Range(0, 300), split.Held.Concat(split.Training).Order());
    }

    [Fact]
    public void No_group_is_on_both_sides()
    {
        var spectra = Samples.Peaks(60, grouped: true);

        var split = ValidationSplit.Of(spectra, spectra.Count, 0.2, new Seed(1));

        Assert.NotEmpty(split.Held);
        Assert.Empty(split.Held.Select(i => spectra.Groups![i]).Intersect(split.Training.Select(i => spectra.Groups![i])));
    }

    [Fact]
    public void A_class_of_one_group_stays_in_training()
    {
        var all = Samples.Peaks(60, grouped: true);
        var spectra = new LabeledSpectra(all.Axis, all.Intensity.ToArray(), all.Labels, [.. all.Groups!.Select(group => group.StartsWith("Mn2+", StringComparison.Ordinal) ? "only" : group)]);

        var split = ValidationSplit.Of(spectra, spectra.Count, 0.2, new Seed(1));

        Assert.NotEmpty(split.Held);
        Assert.DoesNotContain("Mn2+", split.Held.Select(i => spectra.Labels[i]));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(0.2, 19)]
    public void Nothing_is_held_out_where_nothing_is_asked_for_or_the_data_are_few(double share, int perClass)
    {
        var spectra = Samples.Peaks(perClass);

        var split = ValidationSplit.Of(spectra, spectra.Count, share, new Seed(1));

        Assert.Empty(split.Held);
        Assert.Equal(spectra.Count, split.Training.Length);
    }
}

using Whiteline.Formats;
using Whiteline.Formats.Dm;
using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class MappingTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);
    static readonly MapOptions Options = new([], "whiteline map");

    [Fact]
    public void A_column_is_mapped_as_a_row()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var asked = Doublets.Fe(30, 2);

        var row = Mapping.Run(model, asked.AsImage(1, 30), Options, Context);
        var column = Mapping.Run(model, asked.AsImage(30, 1), Options, Context);

        Assert.Equal(All(row.Map), All(column.Map));
        Assert.Equal(row.ClassMeans.Select(mean => mean.Intensity), column.ClassMeans.Select(mean => mean.Intensity));
        Assert.Equal(row.Findings, column.Findings);
        Assert.Equal((30, 1), (column.Map.Rows, column.Map.Columns));
    }

    [Fact]
    public void Threads_do_not_change_a_map()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var image = Doublets.Fe(100, 2, noise: 0.2).AsImage(10, 10);

        var one = Mapping.Run(model, image, Options, Context with { Threads = 1 });
        var eight = Mapping.Run(model, image, Options, Context with { Threads = 8 });

        Assert.Equal(All(one.Map), All(eight.Map));
        Assert.Equal(one.Findings, eight.Findings);
    }

    [Fact]
    public void Pixels_of_pure_noise_are_masked_and_the_finding_counts_them()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var data = Doublets.Fe(48, 2);
        var samples = data.Intensity.ToArray();
        var random = new Seed(4).Random();
        for (var i = 36 * data.Axis.Count; i < samples.Length; i++) samples[i] = (float)(30 * random.NextNormal());
        var image = new SpectrumImage(4, 12, data.Axis, new MemorySampleSource(samples));

        var result = Mapping.Run(model, image, Options, Context);

        Assert.All(Enumerable.Range(0, 48), pixel => Assert.Equal(pixel >= 36, result.Map.AbstentionAt(pixel) is not null));
        Assert.Contains(result.Findings, finding => finding.StartsWith("12 of 48 pixels", StringComparison.Ordinal));
        Assert.Equal([18, 18], result.Map.Counts());
    }

    [Fact]
    public void A_known_offset_reaches_the_recipe()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var asked = Doublets.Fe(30, 2);

        var result = Mapping.Run(model, asked.AsImage(5, 6, -20), Options with { Axis = new(20) }, Context);

        Assert.Equal(asked.Labels, Enumerable.Range(0, 30).Select(pixel => result.Map[pixel].Label));
        Assert.Contains("+20 eV, as given", result.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Class_means_are_the_means_of_the_pixels_of_a_class()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));

        var means = Mapping.Run(model, Doublets.Fe(40, 2).AsImage(5, 8), Options, Context).ClassMeans;

        Assert.Equal(["Fe2+", "Fe2.67+"], means.Select(mean => mean.Name));
        Assert.All(means.Zip([708.0, 709.5]), pair => Assert.Equal(pair.Second, pair.First.Axis.EnergyAt(Array.IndexOf(pair.First.Intensity, pair.First.Intensity.Max())), 0.6));
    }

    [Fact]
    public void The_nanocube_is_mapped_on_a_corrected_axis_with_its_vacuum_masked()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var model = Doublets.Train(CommonAxis.Join([
            LabeledSpectraFile.Read(SharedData.PathOf("fe_l23_measured.npz")), LabeledSpectraFile.Read(SharedData.PathOf("fe_l23_references.npz"))]));
        var path = SharedData.PathOf("fe_oxide_nanocube_si.dm3");
        using var signal = DmFormat.Dm3.Open(path).Single(candidate => candidate.Kind == SignalKind.SpectrumImage);

        var result = Mapping.Run(model, SpectrumImage.From(signal, path), Options, Context with { Source = path });

        Assert.Matches("reads (7|8)\\.[0-9] eV low.*± [0-9]", result.Findings[0]);
        var (rows, columns) = (result.Map.Rows, result.Map.Columns);
        Assert.NotNull(result.Map.AbstentionAt(0));
        Assert.NotNull(result.Map.AbstentionAt(rows * columns - 1));
        Assert.Null(result.Map.AbstentionAt(rows / 2 * columns + columns / 2));
        Assert.InRange(1 - result.Map.Masked / (double)(rows * columns), 0.6, 0.9);
    }

    static double[] All(OxidationMap map) =>
        [.. Enumerable.Range(0, map.Pixels).SelectMany(pixel => map[pixel].Probabilities.Append(map.AbstentionAt(pixel) is null ? 0 : 1))];
}

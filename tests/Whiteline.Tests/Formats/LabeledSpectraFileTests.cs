using System.IO.Compression;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Formats;

public sealed class LabeledSpectraFileTests : IDisposable
{
    static readonly LabeledSpectra Two = new(new(700.1, 0.1, 3), [1, 0.1f, -3, 4, 5e-20f, 6], ["Fe2+", "Fe2.67+"], ["wüstite", "a-1"]);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.npz")]
    [InlineData("a.csv")]
    public void A_dataset_reads_back_as_it_was(string name)
    {
        LabeledSpectraFile.Write(folder.File(name), Two);
        var read = LabeledSpectraFile.Read(folder.File(name));

        Assert.True(LabeledSpectraFile.IsOne(folder.File(name)));
        Assert.Equal(Two.Axis.OffsetEv, read.Axis.OffsetEv, 1e-9);
        Assert.Equal(Two.Axis.DispersionEv, read.Axis.DispersionEv, 1e-9);
        Assert.Equal(Two.Intensity.ToArray(), read.Intensity.ToArray());
        Assert.Equal(Two.Labels, read.Labels);
        Assert.Equal(Two.Groups, read.Groups);
    }

    [Theory]
    [InlineData("a.npz")]
    [InlineData("a.csv")]
    public void Marks_of_synthetic_spectra_are_kept(string name)
    {
        LabeledSpectraFile.Write(folder.File(name), new(Two.Axis, Two.Intensity.ToArray(), Two.Labels, Two.Groups) { Synthetic = [false, true] });

        Assert.Equal([false, true], LabeledSpectraFile.Read(folder.File(name)).Synthetic);

        LabeledSpectraFile.Write(folder.File(name), Two);
        Assert.Null(LabeledSpectraFile.Read(folder.File(name)).Synthetic);
    }

    [Fact]
    public void A_microscopes_file_is_refused_as_what_it_is_and_text_of_16_bits_is_text()
    {
        File.WriteAllBytes(folder.File("image.dm3"), [0, 0, 0, 3, 0, 0, 1, 0, 10, 13, 10, 44, 44, 44]);
        File.WriteAllText(folder.File("wide.csv"), "label,700,700.1\nFe2+,1,2\n", System.Text.Encoding.Unicode);

        var refusal = Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(folder.File("image.dm3")));

        Assert.Contains("neither an .npz archive nor text", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["Fe2+"], LabeledSpectraFile.Read(folder.File("wide.csv")).Labels);
    }

    [Theory]
    [InlineData("no energies", "row,column,label,confidence\n0,0,Mn2+,0.9\n0,1,Mn3+,0.8\n")]
    [InlineData("one energy", "label,700\nFe2+,1\n")]
    public void A_table_with_labels_and_without_spectra_is_no_dataset(string said, string text)
    {
        File.WriteAllText(folder.File("map.csv"), text);

        var refusal = Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(folder.File("map.csv")));

        Assert.False(LabeledSpectraFile.IsOne(folder.File("map.csv")));
        Assert.Contains($"a 'label' and {said}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_with_decimal_commas_has_energies()
    {
        File.WriteAllText(folder.File("a.csv"), "label;700,0;700,1\nFe2+;1;2\n");

        Assert.True(LabeledSpectraFile.IsOne(folder.File("a.csv")));
        Assert.Equal(700, LabeledSpectraFile.Read(folder.File("a.csv")).Axis.OffsetEv, 1e-9);
    }

    [Fact]
    public void A_mark_that_is_neither_0_nor_1_is_refused()
    {
        File.WriteAllText(folder.File("a.csv"), "label,synthetic,700,700.1\nFe2+,0,1,2\nFe2+,perhaps,1,2\n");

        Assert.Contains("'perhaps'", Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(folder.File("a.csv"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.npz")]
    [InlineData("a.csv")]
    public void Groups_may_be_unknown(string name)
    {
        LabeledSpectraFile.Write(folder.File(name), new(Two.Axis, Two.Intensity.ToArray(), Two.Labels));

        Assert.Null(LabeledSpectraFile.Read(folder.File(name)).Groups);
    }

    [Fact]
    public void The_provenance_stays_with_an_archive()
    {
        LabeledSpectraFile.Write(folder.File("a.npz"), new(Two.Axis, Two.Intensity.ToArray(), Two.Labels) { Provenance = "{\"seed\":7,\"made of\":\"κ\"}" });

        Assert.Equal("{\"seed\":7,\"made of\":\"κ\"}", LabeledSpectraFile.Read(folder.File("a.npz")).Provenance);
    }

    [Fact]
    public void Other_endings_are_refused() =>
        Assert.Contains(".npz or .csv", Assert.Throws<BadInputException>(() => LabeledSpectraFile.Write(folder.File("a.hspy"), Two)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_without_labels_is_no_dataset()
    {
        File.WriteAllText(folder.File("a.csv"), "energy,counts\n700,1\n701,2\n");

        Assert.False(LabeledSpectraFile.IsOne(folder.File("a.csv")));
        Assert.Contains("'label'", Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(folder.File("a.csv"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_no_dataset() => Assert.False(LabeledSpectraFile.IsOne(folder.File("none.npz")));

    [Theory]
    [InlineData("energy", "no array 'energy'")]
    [InlineData("intensity", "no array 'intensity'")]
    [InlineData("label", "no array 'label'")]
    public void A_missing_array_is_named(string without, string said) =>
        Assert.Contains(said, Refusal(arrays => arrays.Remove(without)), StringComparison.Ordinal);

    [Fact]
    public void Labels_of_another_number_than_spectra_are_refused() =>
        Assert.Contains("'label' has 1 entries for 2 spectra", Refusal(arrays => arrays["label"] = NumpyBytes.Npy("<U4", "(1,)", NumpyBytes.Text(4, "Fe2+"))), StringComparison.Ordinal);

    [Fact]
    public void Groups_of_another_number_than_spectra_are_refused() =>
        Assert.Contains("'group' has 1", Refusal(arrays => arrays["group"] = NumpyBytes.Npy("<U1", "(1,)", NumpyBytes.Text(1, "a"))), StringComparison.Ordinal);

    [Fact]
    public void Labels_that_are_numbers_are_refused() =>
        Assert.Contains("'label' holds numbers", Refusal(arrays => arrays["label"] = NumpyBytes.Npy("|u1", "(2,)", [0, 1])), StringComparison.Ordinal);

    [Fact]
    public void Empty_labels_are_refused() =>
        Assert.Contains("spectrum 1 has an empty label", Refusal(arrays => arrays["label"] = NumpyBytes.Npy("<U4", "(2,)", NumpyBytes.Text(4, "Fe2+", ""))), StringComparison.Ordinal);

    [Fact]
    public void Channels_of_another_number_than_energies_are_refused() =>
        Assert.Contains("'intensity' has 2 channels, 'energy' 3", Refusal(arrays => arrays["intensity"] = NumpyBytes.Npy("<f4", "(3, 2)", new byte[24])), StringComparison.Ordinal);

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_its_place() =>
        Assert.Contains("spectrum 1, channel 2", Refusal(arrays => arrays["intensity"] = NumpyBytes.Npy("<f4", "(2, 3)", NumpyBytes.Singles(false, 1, 2, 3, 4, 5, float.NaN))), StringComparison.Ordinal);

    [Theory]
    [InlineData("fe_l23_references.npz", 8, 2)]
    [InlineData("fe_l23_measured.npz", 1153, 2)]
    [InlineData("mn_l23_references.npz", 23, 3)]
    [InlineData("mn_l23_measured.npz", 527, 3)]
    [InlineData("mn2_measured.npz", 224, 1)]
    public void The_measured_datasets_are_read(string file, int spectra, int classes)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);

        var read = LabeledSpectraFile.Read(SharedData.PathOf(file));

        Assert.Equal((spectra, classes), (read.Count, read.Classes.Count));
        Assert.NotNull(read.Groups);
    }

    [Fact]
    public void The_layout_is_that_of_the_description()
    {
        LabeledSpectraFile.Write(folder.File("a.npz"), Two);

        var arrays = NpzArchive.Read(folder.File("a.npz"));

        Assert.Equal(["energy", "group", "intensity", "label"], arrays.Keys.Order());
        Assert.Equal(("float32", "float64", "str"), (arrays["intensity"].TypeName, arrays["energy"].TypeName, arrays["label"].TypeName));
        Assert.Equal([2, 3], arrays["intensity"].Shape);
    }

    string Refusal(Action<Dictionary<string, byte[]>> change)
    {
        var arrays = new Dictionary<string, byte[]>
        {
            ["intensity"] = NumpyBytes.Npy("<f4", "(2, 3)", NumpyBytes.Singles(false, 1, 2, 3, 4, 5, 6)),
            ["energy"] = NumpyBytes.Npy("<f8", "(3,)", NumpyBytes.Doubles(700, 700.5, 701)),
            ["label"] = NumpyBytes.Npy("<U4", "(2,)", NumpyBytes.Text(4, "Fe2+", "Fe3+")),
        };
        change(arrays);
        File.WriteAllBytes(folder.File("a.npz"), NumpyBytes.Npz(CompressionLevel.Optimal, [.. arrays.Select(pair => (pair.Key + ".npy", pair.Value))]));
        return Assert.Throws<BadInputException>(() => LabeledSpectraFile.Read(folder.File("a.npz"))).Message;
    }
}

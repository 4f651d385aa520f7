using System.Text.Json;
using Whiteline.Formats;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

/// <summary><c>whiteline dataset</c> on phantoms.</summary>
public sealed class DatasetTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_image_becomes_clusters_then_names_then_a_dataset_that_trains()
    {
        Cube();
        var clusters = Run("dataset", "cluster", folder.File("cube.hspy"), "--out", folder.File("c"));
        Assert.Equal(["weak signal", "cluster 1", "cluster 2"], clusters.GetProperty("clusters").EnumerateArray().Select(cluster => cluster.GetProperty("name").GetString()));
        Assert.Equal(24 * 24, clusters.GetProperty("clusters").EnumerateArray().Sum(cluster => cluster.GetProperty("pixels").GetInt32()));
        Assert.All(clusters.GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(file.GetString())));

        var named = Run("dataset", "cluster", folder.File("cube.hspy"), "--out", folder.File("c"), "--name", "0=vacuum", "1=Fe2.67+", "2=Fe2+", "--drop", "vacuum", "--export", folder.File("fe.npz"));
        var info = Run("dataset", "info", folder.File("fe.npz"));

        Assert.Equal(clusters.GetProperty("clusters")[1].GetProperty("pixels").GetInt32(), named.GetProperty("export").GetProperty("labels").GetProperty("Fe2.67+").GetInt32());
        Assert.Equal(named.GetProperty("export").GetProperty("spectra").GetInt32(), info.GetProperty("spectra").GetInt32());
        Assert.StartsWith("cube/", info.GetProperty("groups").EnumerateObject().First().Name, StringComparison.Ordinal);
        Assert.Equal("cube.hspy", info.GetProperty("provenance").GetProperty("inputs")[0].GetProperty("name").GetString());
        Assert.Equal(["Fe2+", "Fe2.67+"], Run("train", folder.File("fe.npz"), "--out", folder.File("fe.wlm")).GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
    }

    [Fact]
    public void A_dataset_made_twice_is_the_same_file()
    {
        Cube();
        string[] command = ["dataset", "cluster", folder.File("cube.hspy"), "--out", folder.File("c"), "--name", "0=-", "1=Fe2.67+", "2=Fe2+"];

        Run([.. command, "--threads", "1", "--export", folder.File("a.npz")]);
        Run([.. command, "--threads", "2", "--export", folder.File("b.npz")]);

        var (one, two) = (LabeledSpectraFile.Read(folder.File("a.npz")), LabeledSpectraFile.Read(folder.File("b.npz")));
        Assert.Equal(one.Labels, two.Labels);
        Assert.Equal(one.Groups, two.Groups);
        Assert.Equal(one.Intensity.ToArray(), two.Intensity.ToArray());
        Assert.DoesNotContain("-", one.Classes);
    }

    [Fact]
    public void Spectra_without_a_signal_are_told_once_by_all_that_learn_from_them()
    {
        new TestCli([.. KnownFormats.Create().Formats]).Run("simulate", "dataset", "--per-class", "Fe2+=8,Fe3+=8", "--groups", "4", "--out", folder.File("fe.npz"));
        var data = LabeledSpectraFile.Read(folder.File("fe.npz"));
        var intensity = data.Intensity.ToArray();
        for (var i = 0; i < data.Count; i++)
            if (data.Labels[i] == "Fe3+") intensity.AsSpan(i * data.Axis.Count, data.Axis.Count).Clear();
        LabeledSpectraFile.Write(folder.File("fe.npz"), new(data.Axis, intensity, data.Labels, data.Groups));

        string[][] commands =
        [
            ["train", folder.File("fe.npz"), "--out", folder.File("fe.wlm")],
            ["crossval", folder.File("fe.npz"), "--folds", "2"],
            ["search", folder.File("fe.npz"), "--grid", "C=1,2", "--folds", "2"],
            ["search", folder.File("fe.npz"), "--trials", "1", "--folds", "2"],
        ];

        Assert.All(commands, command =>
        {
            var cli = new TestCli([.. KnownFormats.Create().Formats]);
            Assert.True(cli.Run(command) == 0, cli.Error);
            Assert.Equal(2, cli.Error.Split("8 spectra are the same in every channel. Remove them. Fe3+ has no others.").Length);
        });
    }

    [Fact]
    public void An_axis_that_cannot_be_right_is_told_by_info_merge_train_and_search()
    {
        new TestCli([.. KnownFormats.Create().Formats]).Run("simulate", "dataset", "--per-class", "Fe2+=6,Fe3+=6", "--energies", "655:677:0.2", "--out", folder.File("fe.npz"));
        new TestCli([.. KnownFormats.Create().Formats]).Run("simulate", "dataset", "--per-class", "Mn2+=6", "--energies", "655:677:0.2", "--out", folder.File("mn.npz"));

        string[][] commands =
        [
            ["dataset", "merge", folder.File("fe.npz"), folder.File("mn.npz"), "--out", folder.File("both.npz")],
            ["dataset", "info", folder.File("both.npz")],
            ["train", folder.File("both.npz"), "--out", folder.File("both.wlm")],
            ["search", folder.File("both.npz"), "--grid", "C=1,2", "--folds", "2"],
        ];

        Assert.All(commands, command =>
        {
            var cli = new TestCli([.. KnownFormats.Create().Formats]);
            Assert.Equal(0, cli.Run(command));
            Assert.Contains("L3 of Fe, some 708 eV, and of Mn, some 640 eV, is not on the energy axis", cli.Output + cli.Error, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("--name 9=x", "There is no cluster 9")]
    [InlineData("--name x", "does not name a cluster")]
    [InlineData("--name 1=a 1=b", "named twice")]
    [InlineData("--drop vacuum", "Give --export FILE too")]
    [InlineData("--export fe.txt", "written as .npz or .csv")]
    [InlineData("--method hdbscan --clusters 3", "--clusters is not for --method hdbscan")]
    [InlineData("--neighbours 20", "--neighbours is not for --method kmeans")]
    [InlineData("--element Xx", "No L2,3 edge of 'Xx'")]
    [InlineData("--window 10:20", "Choose a window inside")]
    public void Bad_usage_is_one_line_and_leaves_nothing(string options, string reason)
    {
        Cube();
        var cli = Cli();

        Assert.Equal(2, cli.Run(["dataset", "cluster", folder.File("cube.hspy"), "-q", "--out", folder.File("c"), .. options.Split(' ')]));
        Assert.Contains(reason, cli.Error, StringComparison.Ordinal);
        Assert.Single(cli.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(folder.File("c")));
    }

    [Fact]
    public void Datasets_are_merged_and_divided_by_the_groups_of_each()
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=40,Fe3+=40", "--groups", "4", "--out", folder.File("a.npz"));
        Run("simulate", "dataset", "--per-class", "Fe2+=20,Fe3+=20", "--groups", "4", "--seed", "5", "--out", folder.File("b.npz"));

        var merged = Run("dataset", "merge", folder.File("a.npz"), folder.File("b.npz"), "--out", folder.File("all.npz"));
        var split = Run("dataset", "split", folder.File("all.npz"), "--train", folder.File("train.npz"), "--test", folder.File("test.npz"));

        Assert.Equal(120, merged.GetProperty("spectra").GetInt32());
        Assert.Equal(16, merged.GetProperty("groups").GetInt32());
        Assert.Equal("group", split.GetProperty("by").GetString());
        var (train, test) = (LabeledSpectraFile.Read(folder.File("train.npz")), LabeledSpectraFile.Read(folder.File("test.npz")));
        Assert.Equal(120, train.Count + test.Count);
        Assert.Empty(train.Groups!.Intersect(test.Groups!));
        Assert.Equal(train.Provenance, test.Provenance);
        var origin = JsonDocument.Parse(test.Provenance!).RootElement.GetProperty("inputs")[0];
        Assert.Equal("all.npz", origin.GetProperty("name").GetString());
        Assert.Equal(LabeledSpectraFile.Read(folder.File("all.npz")).Provenance, origin.GetProperty("provenance").GetRawText());
    }

    [Fact]
    public void Groups_are_joined_by_their_beginning_before_a_split()
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=40,Fe3+=40", "--groups", "4", "--out", folder.File("a.npz"));
        Run("dataset", "merge", folder.File("a.npz"), folder.File("a.npz"), "--out", folder.File("all.npz"));

        Run("dataset", "split", folder.File("all.npz"), "--group-before", "/", "--test-share", "0.5", "--train", folder.File("train.npz"), "--test", folder.File("test.npz"));

        Assert.Single(LabeledSpectraFile.Read(folder.File("test.npz")).Groups!.Select(group => group.Split('/')[0]).Distinct());
    }

    [Fact]
    public void Merging_keeps_the_marks_of_synthetic_spectra()
    {
        Run("simulate", "dataset", "--per-class", "Fe2+=20,Fe3+=20", "--out", folder.File("a.npz"));
        Run("augment", folder.File("a.npz"), "--method", "pca", "--per-class", "30", "--no-proof", "--out", folder.File("b.npz"));

        Run("dataset", "merge", folder.File("a.npz"), folder.File("b.npz"), "--out", folder.File("all.npz"));

        Assert.Equal(20, LabeledSpectraFile.Read(folder.File("all.npz")).SyntheticCount);
    }

    [Fact]
    public void One_file_for_both_parts_is_refused()
    {
        Run("simulate", "dataset", "--per-class", "4", "--out", folder.File("a.npz"));
        var cli = Cli();

        Assert.Equal(2, cli.Run("dataset", "split", folder.File("a.npz"), "--train", folder.File("t.npz"), "--test", folder.File("t.npz")));
        Assert.Contains("named for both parts", cli.Error, StringComparison.Ordinal);
    }

    void Cube() => Run("simulate", "image", "--size", "24", "--seed", "4", "--out", folder.File("cube.hspy"));

    static TestCli Cli() => new([.. KnownFormats.Create().Formats]);

    static JsonElement Run(params string[] arguments)
    {
        var cli = Cli();
        Assert.True(cli.Run([.. arguments, "--json", "-q"]) == 0, cli.Error);
        return JsonDocument.Parse(cli.Output).RootElement;
    }
}

using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Clustering;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Reports.Tests;

public sealed class ClusterFilesTests
{
    static readonly ClusteringResult Result = ImageClustering.Run(
        PhantomImage.Make(new() { Rows = 16, Columns = 20 }, new Seed(4), 2).Image, new(), new Dictionary<int, string> { [0] = "vacuum", [1] = "<b>&", [2] = "=Fe2+" }, [], "whiteline", new StepContext("cube", new Seed(1), 2));

    [Fact]
    public void Every_file_is_written_under_its_name()
    {
        using var folder = new TemporaryFolder();

        var written = ClusterFiles.Write(folder.File("c"), Result, "cube");

        Assert.Equal(
            ["clusters.csv", "clusters.png", "clusters.svg", "means.csv", "means.png", "means.svg", "membership.png", "membership.svg", "report.html", "white-lines.png", "white-lines.svg"],
            written.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(written, file => Assert.True(new FileInfo(file).Length > 100));
    }

    [Fact]
    public void The_table_has_a_row_per_pixel_and_no_formula()
    {
        var rows = ClusterFiles.MapCsv(Result.Map).TrimEnd().Split('\n');

        Assert.Equal("row,column,cluster,name,membership", rows[0]);
        Assert.Equal(16 * 20, rows.Length - 1);
        Assert.StartsWith("0,0,0,vacuum,1", rows[1], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains(",2,'=Fe2+,", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_means_has_a_row_per_channel()
    {
        var rows = ClusterFiles.MeansCsv(Result).TrimEnd().Split('\n');

        Assert.Equal(Result.Clusters[0].Mean!.Axis.Count, rows.Length - 1);
        Assert.Equal(4, rows[5].Split(',').Length);
    }

    [Fact]
    public void Names_become_no_mark_up_in_the_report()
    {
        var html = ClusterReport.Html(Result, "cube");

        Assert.Contains("&lt;b&gt;&amp;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>&", html, StringComparison.Ordinal);
        Assert.Contains("k-means", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Clusters_of_one_name_share_a_colour_and_weak_pixels_are_grey()
    {
        var colours = ClusterMapFigure.ColoursOf(Result.Map with { Names = ["vacuum", "Fe2+", "Fe2+"] });

        Assert.Equal(colours[1], colours[2]);
        Assert.NotEqual(colours[0], colours[1]);
    }
}

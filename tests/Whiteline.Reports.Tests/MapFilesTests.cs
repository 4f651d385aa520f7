using Whiteline.Testing;

namespace Whiteline.Reports.Tests;

public sealed class MapFilesTests
{
    [Fact]
    public void All_files_are_written_and_named()
    {
        using var folder = new TemporaryFolder();

        var files = MapFiles.Write(folder.Path, Phantom.Result(Phantom.Map(17, 19)), "Cube");

        Assert.Equal(
            ["class-means.png", "class-means.svg", "confidence.png", "confidence.svg", "map.csv", "map.png", "map.svg", "preprocessing.png", "preprocessing.svg", "report.html"],
            files.Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.True(new FileInfo(file).Length > 100));
    }

    [Fact]
    public void The_report_encodes_hostile_text_and_reaches_for_no_network()
    {
        const string Hostile = "<script>alert(1)</script>";

        var html = MapReport.Html(Phantom.Result(Phantom.Map(5, 5, Hostile, "Fe3+"), Hostile), Hostile, new("Model " + Hostile, [(Hostile, Hostile)]));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_row_per_pixel()
    {
        var lines = MapFiles.Csv(Phantom.Map(17, 19)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(17 * 19 + 1, lines.Length);
        Assert.Equal("row,column,label,confidence,abstained,P(Fe2+),P(Fe3+)", lines[0]);
        Assert.StartsWith("0,0,,,signal too weak,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("8,9,Fe2+,0.9", lines[1 + 8 * 19 + 9], StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_is_its_own_truth_is_right_everywhere()
    {
        var map = Phantom.Map(17, 19);

        Assert.Equal(1, TruthView.Of(map, map).Accuracy);
    }
}

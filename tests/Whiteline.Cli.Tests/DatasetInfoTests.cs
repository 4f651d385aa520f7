using Whiteline.Cli.Commands;
using Whiteline.Cli.Shell;
using Whiteline.Spectra;

namespace Whiteline.Cli.Tests;

public sealed class DatasetInfoTests
{
    static readonly LabeledSpectra Spectra = new(new(700, 0.5, 2), new float[6], ["Fe3+", "Fe2+", "Fe3+"], ["b", "a", "a"]);

    [Fact]
    public void Spectra_are_counted_per_label_and_group()
    {
        var json = JsonOutput.Serialize(DatasetInfo.Of(Spectra)).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);

        Assert.Equal(
            """{"spectra":3,"labels":{"Fe2+":1,"Fe3+":2},"groups":{"a":2,"b":1},"energyAxis":{"offset":700,"scale":0.5,"size":2,"units":"eV"},"synthetic":0}""",
            json);
    }

    [Fact]
    public void Groups_that_are_not_known_are_null() =>
        Assert.Null(DatasetInfo.Of(new(Spectra.Axis, new float[2], ["Fe2+"])).Groups);

    [Fact]
    public void The_page_shows_the_counts()
    {
        var document = new InfoDocument("a.npz", "NPZ", [], DatasetInfo.Of(Spectra));
        var cli = new TestCli(run => run.Print(document, page => InfoPage.Fill(page, document)));

        cli.Run("probe");

        Assert.Matches(@"Fe2\+\s+1\s+Fe3\+\s+2\s+3 spectra, 2 groups, 700 to 700.5 eV", cli.Output);
    }
}

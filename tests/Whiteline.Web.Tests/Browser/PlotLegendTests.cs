using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>The names under a plot.</summary>
public sealed class PlotLegendTests
{
    [Fact]
    public async Task Names_that_take_several_lines_do_not_lie_over_what_follows()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("spectrum.csv"), "energy,counts\n700,1\n701,2\n702,5\n", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", "spectrum.csv");
        await page.Until("document.querySelector('.u-legend')");
        for (var kept = 0; kept < 9; kept++) await page.Press("Keep the chosen spectrum");
        await page.Until("document.querySelectorAll('.u-legend tr').length === 12");

        await page.Until("document.querySelector('.u-legend').getBoundingClientRect().bottom <= document.querySelector('figure.plot').getBoundingClientRect().bottom");
    }
}

using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>The pixels that a page frames are those that it works on, and what it shows is of the file that it names.</summary>
public sealed class ChosenPixelsTests
{
    [Fact]
    public async Task The_pixels_of_a_line_scan_are_high_enough_to_be_pointed_at()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        new HspyFormat().Write(folder.File("line.hspy"), [PhantomImage.Make(new() { Rows = 1, Columns = 200 }, new Seed(5), 2).ToSignal()]);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", "line.hspy");
        await page.Until("document.querySelector('.readout')?.textContent === 'row 0, column 100'");
        await page.PressAt("figure.image canvas", 0.25, 0.53);
        await page.Until("/^row 0, column (49|50)$/.test(document.querySelector('.readout').textContent)");

        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Pixels_chosen_on_one_page_are_framed_and_named_on_the_next_and_a_broken_file_shows_no_image()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        new HspyFormat().Write(folder.File("cube.hspy"), [PhantomImage.Make(new() { Rows = 12, Columns = 16 }, new Seed(5), 2).ToSignal()]);
        await File.WriteAllTextAsync(folder.File("broken.npz"), "no archive", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", "cube.hspy");
        await page.Until("document.querySelector('.readout')?.textContent === 'row 6, column 8'");
        await page.PressAt("figure.image canvas", 0.65, 0.4);
        await page.Until("!['', 'row 6, column 8'].includes(document.querySelector('.readout')?.textContent)");
        var chosen = (string)(await page.Value("document.querySelector('.readout').textContent"))!;
        await page.Value("[...document.querySelectorAll('nav a')].find(one => one.textContent === 'Label').click()");
        await page.Until("document.querySelector('h1')?.textContent === 'Label' && document.querySelector('.readout')?.textContent.startsWith('row')");
        var framed = (string)(await page.Value("document.querySelector('.readout').textContent"))!;
        var named = chosen.Split(' ', ',') is [_, var row, _, _, var column] ? $"rows {row}–{row}, columns {column}–{column}" : chosen;
        await page.Until($"document.querySelector('.chosen')?.textContent === '{named}'");
        await page.Type("input[list='ions']", "Fe2+");
        await page.Press("Name the chosen pixels");
        await page.Until($"[...document.querySelectorAll('td')].some(one => one.textContent === '{named}')");
        await page.Choose("File", "broken.npz");
        await page.Until("document.querySelector('[role=alert]')?.textContent.includes('broken.npz')");

        Assert.Equal(chosen, framed);
        Assert.True((await page.Value("document.querySelector('figure.image').offsetParent === null"))!.GetValue<bool>());
        Assert.Empty(page.Errors);
    }
}

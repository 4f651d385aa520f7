using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>The command line that a page shows.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Copying_says_that_it_copied_or_what_to_press()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        LabeledSpectraFile.Write(folder.File("fe.npz"), PhantomDataset.Make(new PhantomDatasetOptions([new("Fe2+", 12), new("Fe3+", 12)]), new Seed(3)));
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.GrantClipboard();
        await page.Go($"{server.Url}/train");
        await page.Tick("fe.npz");
        await page.Press("Train");
        await page.Press("copy");
        await page.Until("document.querySelector('.command button').textContent === 'copied'");
        var copied = (string)(await page.Value("navigator.clipboard.readText()"))!;
        await page.Until("document.querySelector('.command button').textContent === 'copy'");
        // As on a page that is served to another machine without https.
        await page.Value("Object.defineProperty(navigator, 'clipboard', { value: undefined }), true");
        await page.Press("copy");
        await page.Until("document.querySelector('.command button').textContent === 'press Ctrl+C'");

        Assert.StartsWith("whiteline train fe.npz --model svm", copied, StringComparison.Ordinal);
        Assert.Equal(copied, (string)(await page.Value("getSelection().toString().trim()"))!);
        Assert.Empty(page.Errors);
    }
}

using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A network trained in a real browser: its curve while it learns, its card at the end, and its score by whole groups.</summary>
public sealed class NetworkTests
{
    [Fact]
    public async Task A_network_shows_its_curve_while_it_learns_and_is_scored_by_group()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        LabeledSpectraFile.Write(folder.File("fe.npz"), PhantomDataset.Make(new PhantomDatasetOptions([new("Fe2+", 40), new("Fe3+", 40)]), new Seed(3)));
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/train");
        await page.Tick("fe.npz");
        await page.Choose("Model", "cnn");
        await page.Type("input[placeholder='by the spectra']", "12");
        await page.Press("Train");
        await page.Until("document.querySelector('figure')?.closest('div:not(.hidden)') && [...document.querySelectorAll('.u-legend .u-label')].some(one => one.textContent === 'loss, held out')");
        await page.Until("[...document.querySelectorAll('h2')].some(one => one.textContent === 'Model card')");
        var classifier = (string)(await page.Value("[...document.querySelectorAll('th')].find(one => one.textContent === 'classifier').nextElementSibling.textContent"))!;
        await page.Choose("Model", "svm");
        await page.Press("Cross-validate");
        await page.Until("[...document.querySelectorAll('strong')].some(one => one.textContent.endsWith('% right'))");
        await Screenshots.Take(page, "network");

        Assert.StartsWith("cnn: convolutions ", classifier, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("models/fe-cnn.wlm")));
        Assert.Empty(page.Errors);
    }
}

using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A server that is stopped and started again while a page of it is open.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task The_server_ends_though_a_page_is_open_which_is_loaded_again_from_the_next_one()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no signals.");
        using var folder = new TemporaryFolder();
        var first = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;
        await page.Go($"{first.Url}/map");
        await page.Until("document.querySelector('.picker select')");
        await page.Value("window.wasBefore = true");

        var took = await first.Interrupt();
        await page.Until("getComputedStyle(document.getElementById('components-reconnect-modal')).display === 'block'");
        await using var second = await ServeProcess.Start(folder.Path, new Uri(first.Url).Port);
        await page.Until("!window.wasBefore && document.querySelector('.picker select')");

        Assert.True(took < TimeSpan.FromSeconds(20), $"It took {took.TotalSeconds:0} s.");
    }
}

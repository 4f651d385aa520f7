using Microsoft.Playwright;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A Chromium without a window and without a profile, driven by Playwright.</summary>
sealed class Chromium : IAsyncDisposable
{
    static readonly string[] Names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    readonly IPlaywright playwright;
    readonly IBrowser browser;

    Chromium(IPlaywright playwright, IBrowser browser, BrowserPage page) => (this.playwright, this.browser, Page) = (playwright, browser, page);

    /// <summary>Why a test is skipped where there is no Chromium.</summary>
    public const string Absent = "There is no Chromium on this machine (Debian: apt-get install chromium).";

    /// <summary>The program, or null where there is none.</summary>
    public static string? Program { get; } = Names.FirstOrDefault(File.Exists);

    /// <summary>The page.</summary>
    public BrowserPage Page { get; }

    public static async Task<Chromium> Start()
    {
        var playwright = await Playwright.CreateAsync();
        // The system's own: nothing is downloaded.
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        return new(playwright, browser, await BrowserPage.Of(page));
    }

    /// <summary>A page in another tab, with nothing in common with the first.</summary>
    public async Task<BrowserPage> AnotherTab() => await BrowserPage.Of(await browser.NewPageAsync());

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

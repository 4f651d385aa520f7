using System.Diagnostics;
using System.Text.RegularExpressions;
using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A Chromium without a window and without a profile, spoken to over the Chrome DevTools Protocol.</summary>
sealed partial class Chromium : IAsyncDisposable
{
    static readonly string[] Names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    readonly Process process;
    readonly TemporaryFolder profile;

    Chromium(Process process, TemporaryFolder profile, BrowserPage page) => (this.process, this.profile, Page) = (process, profile, page);

    /// <summary>Why a test is skipped where there is no Chromium.</summary>
    public const string Absent = "There is no Chromium on this machine (Debian: apt-get install chromium).";

    /// <summary>The program, or null where there is none.</summary>
    public static string? Program { get; } = Names.FirstOrDefault(File.Exists);

    /// <summary>The page.</summary>
    public BrowserPage Page { get; }

    public static async Task<Chromium> Start()
    {
        var profile = new TemporaryFolder();
        var process = new Process
        {
            StartInfo = new(Program!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage", "--window-size=1280,800",
                "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "about:blank",
            ])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            },
        };
        var address = new TaskCompletionSource<Uri>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text && Listening().Match(text) is { Success: true } match) address.TrySetResult(new(match.Value));
        };
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var browser = await address.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return new(process, profile, await BrowserPage.Open(browser));
    }

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        for (var tries = 0; ; tries++)
        {
            try
            {
                profile.Dispose();
                return;
            }
            catch (IOException) when (tries < 20)
            {
                // Its children still write as they go.
                await Task.Delay(100);
            }
        }
    }

    [GeneratedRegex(@"ws://\S+")]
    private static partial Regex Listening();
}

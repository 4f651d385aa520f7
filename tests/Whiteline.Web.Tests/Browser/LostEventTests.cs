using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A choice that never reached the server does not stand on the page as if it had.</summary>
public sealed class LostEventTests
{
    // What Blazor rejects with where the handler of an event is gone.
    const string Lost = "There was an exception invoking 'DispatchEventAsync'. For more details turn on detailed exceptions in 'CircuitOptions.DetailedErrors'";

    [Fact]
    public async Task The_page_shows_what_the_server_holds_after_an_event_was_lost()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/train");
        await page.Choose("Model", "mlp");
        await page.Until("[...document.querySelectorAll('label')].some(one => one.textContent.trim().startsWith('Preset'))");
        // Shown, and not sent.
        await page.Value("(() => { window.wasBefore = true; document.querySelector('select').value = 'cnn'; })()");
        await page.Value($"(() => {{ Promise.reject(new Error(\"{Lost}\")); }})()");
        await page.Until("!window.wasBefore && document.querySelector('select')?.value === 'mlp'");

        Assert.NotEmpty(page.Errors);
    }
}

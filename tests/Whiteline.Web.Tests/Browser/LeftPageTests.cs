using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>What a page began does not come after who has left it.</summary>
public sealed class LeftPageTests
{
    [Fact]
    public async Task Pages_that_are_left_before_they_are_drawn_leave_no_error_behind()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("spectrum.csv"), "energy,counts\n700,1\n701,2\n702,5\n", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", "spectrum.csv");
        await page.Until("document.querySelector('table')");
        // Every page is left some milliseconds later than the one before.
        for (var wait = 0; wait < 100; wait += 4)
            foreach (var (address, heading) in new[] { ("prepare", "Prepare"), ("label", "Label"), ("data", "Explore data"), ("", "Explore") })
            {
                await page.Value($"document.querySelector('nav a[href=\"{address}\"]').click()");
                await page.Until($"document.querySelector('h1')?.textContent === '{heading}' || document.querySelector('.note.bad')");
                await Task.Delay(wait, TestContext.Current.CancellationToken);
                Assert.Null(await page.Value("document.querySelector('.note.bad')?.textContent ?? null"));
            }

        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_file_that_is_sent_arrives_and_changes_nothing_on_the_page_that_is_open_then()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("before.csv"), "energy,counts\n700,1\n701,2\n", TestContext.Current.CancellationToken);
        using var elsewhere = new TemporaryFolder();
        await File.WriteAllTextAsync(elsewhere.File("sent.csv"), "energy,counts\n700,1\n701,2\n702,5\n", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", "before.csv");
        await page.Until("document.querySelector('table')");
        // The connection is slow: nothing of the file is sent before it is let go.
        await page.Value("(() => { const send = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function (body) { window.letGo = () => send.call(this, body); }; })()");
        await page.Give("input[type=file]", elsewhere.File("sent.csv"));
        await page.Until("window.letGo");
        await page.Value("document.querySelector('nav a[href=map]').click()");
        await page.Until("document.querySelector('h1').textContent === 'Map'");
        await page.Value("window.letGo()");
        for (var wait = 0; !File.Exists(folder.File("uploads/sent.csv")) && wait < 600; wait++) await Task.Delay(50, TestContext.Current.CancellationToken);
        await page.Tick("How far the axis may be off before a label changes");

        Assert.True(File.Exists(folder.File("uploads/sent.csv")));
        await page.Until("[...document.querySelectorAll('.picker select')].some(list => list.value === 'before.csv')");
        Assert.Equal(0, (await page.Value("document.querySelectorAll('[role=alert].bad').length"))!.GetValue<int>());
        Assert.Empty(page.Errors);
    }
}

using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A visitor who has no mouse.</summary>
public sealed class KeyboardTests
{
    [Fact]
    public async Task Upload_is_reached_by_the_tabulator_and_the_content_by_the_link_to_it()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        // A page that is opened takes the focus to its heading.
        await page.Until("document.querySelector('.picker select') && document.activeElement.tagName === 'H1'");
        await page.Value("document.querySelector('.picker select').focus()");
        await page.Keys("Tab");
        await page.Until("document.activeElement.type === 'file'");
        await page.Value("document.querySelector('.skip').focus()");
        await page.Keys("Enter", "Tab");
        await page.Until("document.activeElement === document.querySelector('.picker select')");

        Assert.Empty(page.Errors);
    }
}

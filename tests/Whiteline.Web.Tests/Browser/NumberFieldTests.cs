using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>A field of a number shows the number that is used.</summary>
public sealed class NumberFieldTests
{
    const string Field = "input[type=number]";

    [Fact]
    public async Task Text_that_is_no_number_does_not_stay_in_the_field()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/map");
        // A page that is opened takes the focus to its heading.
        await page.Until($"document.querySelector('{Field}') && document.activeElement.tagName === 'H1'");
        await page.Value($"document.querySelector('{Field}').focus()");
        await page.Keys("1", "e");
        await page.Until($"document.querySelector('{Field}').validity.badInput");
        await page.Keys("Tab");

        await page.Until($"!document.querySelector('{Field}').validity.badInput");
    }

    [Fact]
    public async Task What_is_not_taken_does_not_stay_in_the_field()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go($"{server.Url}/studies");
        await page.Type(Field, "7");
        await page.Type(Field, "-3");
        await page.Until($"document.querySelector('{Field}').value === '1'");
        // The same number again: nothing has changed on the server.
        await page.Type(Field, "-4");
        await page.Until($"document.querySelector('{Field}').value === '1'");
        await page.Type(Field, "");
        await page.Until($"document.querySelector('{Field}').value === '1' && document.activeElement === document.querySelector('{Field}')");

        Assert.Empty(page.Errors);
    }
}

using Whiteline.Testing;

namespace Whiteline.Web.Tests.Browser;

/// <summary>Two tabs on one server.</summary>
public sealed class TabTests
{
    const string InHand = "document.querySelector('.picker select')?.value";

    [Fact]
    public async Task A_tab_that_is_loaded_again_finds_its_own_file_and_not_that_of_the_other()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "first.csv", "second.csv" }) await File.WriteAllTextAsync(folder.File(name), "energy,counts\n700,1\n701,2\n702,5\n", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var (page, other) = (browser.Page, await browser.AnotherTab());

        await page.Go(server.Url);
        await page.Choose("File", "first.csv");
        await other.Go(server.Url);
        await other.Until($"{InHand} === 'first.csv'");
        await other.Choose("File", "second.csv");
        await page.Go(server.Url);
        await page.Until($"{InHand} === 'first.csv'");
        await other.Go(server.Url);
        await other.Until($"{InHand} === 'second.csv'");
    }

    [Fact]
    public async Task A_tab_that_is_duplicated_has_a_desk_of_its_own()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "first.csv", "second.csv" }) await File.WriteAllTextAsync(folder.File(name), "energy,counts\n700,1\n701,2\n702,5\n", TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();
        var page = browser.Page;

        await page.Go(server.Url);
        await page.Choose("File", "first.csv");
        var twin = await page.Twin();
        // Loaded again, for what the twin sends is counted only from then on.
        await twin.Go(server.Url);
        await twin.Until($"{InHand} === 'first.csv'");
        await twin.Choose("File", "second.csv");
        await page.Go(server.Url);
        await page.Until($"{InHand} === 'first.csv'");
        await twin.Go(server.Url);
        await twin.Until($"{InHand} === 'second.csv'");
    }

    [Fact]
    public async Task A_browser_that_keeps_nothing_for_pages_is_served_too()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Absent);
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.Start(folder.Path);
        await using var browser = await Chromium.Start();

        await browser.Page.Before("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })");
        await browser.Page.Go(server.Url);
        await browser.Page.Until("document.querySelector('h1')?.textContent === 'Explore'");
    }
}

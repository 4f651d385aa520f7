namespace Whiteline.Web.Tests.Browser;

/// <summary>Pictures of every page in both themes, for whoever wants to look at them: written into the folder that WHITELINE_SCREENSHOTS names.</summary>
static class Screenshots
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("WHITELINE_SCREENSHOTS");

    public static async Task Take(BrowserPage page, string name, bool whole = false)
    {
        if (Folder is not { Length: > 0 }) return;
        Directory.CreateDirectory(Folder);
        foreach (var scheme in new[] { "dark", "light" })
        {
            await page.Prefer(scheme);
            await Task.Delay(400, TestContext.Current.CancellationToken);
            await page.Save(Path.Combine(Folder, $"{name}-{scheme}.png"), whole);
        }
    }
}

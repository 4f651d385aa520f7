namespace Whiteline.Web.Desk;

/// <summary>The tab that a visitor's page is in.</summary>
sealed class BrowserTab
{
    /// <summary>What it calls itself, the same whenever it is loaded again; null before it has said so.</summary>
    public string? Name { get; set; }
}

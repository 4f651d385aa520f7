namespace Whiteline.Web.Desk;

/// <summary>The tab that a visitor's page is in.</summary>
sealed class BrowserTab
{
    /// <summary>What it calls itself, the same whenever it is loaded again; empty where the browser keeps no name, and null before it has said so.</summary>
    public string? Name { get; set; }
}

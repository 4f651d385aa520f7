namespace Whiteline.Web.Desk;

/// <summary>What lies on the visitor's desk: the file in hand and the drafts. It belongs to the server, so a page that is loaded again finds it as it was.</summary>
sealed class WorkDesk
{
    /// <summary>Name of the file that was opened last, or null.</summary>
    public string? File { get; set; }

    /// <summary>Which of its signals; null for the one with the most spectra.</summary>
    public int? Signal { get; set; }

    /// <summary>The pixels chosen last.</summary>
    public Spectra.PixelRegion Region { get; set; } = new(0, 0);
}

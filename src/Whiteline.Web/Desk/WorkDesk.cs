using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Web.Desk;

/// <summary>What lies on the visitor's desk: the file in hand and the drafts. It belongs to the server, so a page that is loaded again finds it as it was.</summary>
sealed class WorkDesk
{
    /// <summary>Name of the file that was opened last, or null.</summary>
    public string? File { get; set; }

    /// <summary>Which of its signals; null for the one with the most spectra.</summary>
    public int? Signal { get; set; }

    /// <summary>The pixels chosen last.</summary>
    public PixelRegion Region { get; set; } = new(0, 0);

    /// <summary>The recipe that is being written.</summary>
    public Recipe Recipe { get; set; } = new();

    /// <summary>What is being labelled.</summary>
    public LabelDraft Labels { get; } = new();

    /// <summary>The settings of the Train page.</summary>
    public TrainForm Training { get; } = new();

    /// <summary>The settings of the Map page.</summary>
    public MapForm Mapping { get; } = new();
}

using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Web.Desk;

/// <summary>What lies on a visitor's desk: the file in hand and the drafts. Every tab has one, so that nothing is done with what another tab was set to (<see cref="TabDesks"/>).</summary>
sealed class WorkDesk
{
    /// <summary>Name of the file that was opened last, or null.</summary>
    public string? File { get; private set; }

    /// <summary>Which of its signals; null for the one with the most spectra.</summary>
    public int? Signal { get; private set; }

    /// <summary>The pixels chosen last in the signal in hand; null when none were.</summary>
    public PixelRegion? Region { get; set; }

    /// <summary>The recipe that is being written.</summary>
    public Recipe Recipe { get; set; } = new();

    /// <summary>What is being labelled.</summary>
    public LabelDraft Labels { get; private init; } = new();

    /// <summary>The settings of the Train page.</summary>
    public TrainForm Training { get; private init; } = new();

    /// <summary>The settings of the Map page.</summary>
    public MapForm Mapping { get; private init; } = new();

    /// <summary>The settings of the Studies page.</summary>
    public StudyForm Studies { get; private init; } = new();

    /// <summary>The settings of the page of the data.</summary>
    public EmbedForm Embedding { get; private init; } = new();

    /// <summary>What is asked of a generator.</summary>
    public GenerateForm Generating { get; private init; } = new();

    /// <summary>Takes a signal of a file in hand. Pixels chosen in another one are chosen no more.</summary>
    public void Open(string file, int? signal)
    {
        if ((file, signal) != (File, Signal)) Region = null;
        (File, Signal) = (file, signal);
    }

    /// <summary>The chosen pixels of an image of this size; the one in the middle when none of it were chosen.</summary>
    public PixelRegion RegionIn(int rows, int columns) =>
        Region is { Row: >= 0, Column: >= 0 } chosen && chosen.EndRow <= rows && chosen.EndColumn <= columns ? chosen : new(rows / 2, columns / 2);

    /// <summary>A desk of its own that begins as this one is.</summary>
    public WorkDesk Copy() => new()
    {
        File = File,
        Signal = Signal,
        Region = Region,
        Recipe = Recipe,
        Labels = Labels.Copy(),
        Training = Training.Copy(),
        Mapping = Mapping with { },
        Studies = Studies with { },
        Embedding = Embedding.Copy(),
        Generating = Generating with { },
    };
}

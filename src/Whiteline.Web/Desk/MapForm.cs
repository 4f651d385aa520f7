using Whiteline.Maps;
using Whiteline.Web.Commands;

namespace Whiteline.Web.Desk;

/// <summary>The settings of the Map page, as a piece of work (<see cref="MapWork"/>) and as a command line: both say the same.</summary>
public sealed record MapForm
{
    /// <summary>What stands before the element where <see cref="Model"/> is one that comes with the program; no file's name begins so.</summary>
    public const string BuiltIn = "built-in:";

    /// <summary>Name of the model file, or <see cref="BuiltIn"/> and an element.</summary>
    public string? Model { get; set; }

    /// <summary>Standard deviation of the error of the energies, eV: the map is averaged over it; null to let the edge judge.</summary>
    public double? AxisUncertaintyEv { get; set; }

    /// <summary>Whether offset and uncertainty of the axis are taken from what the file holds, in place of what is declared.</summary>
    public bool AxisEstimated { get; set; }

    /// <summary>Name of the low-loss image acquired together with it, or null.</summary>
    public string? LowLoss { get; set; }

    /// <summary>Whether plural scattering is taken out by <see cref="LowLoss"/>.</summary>
    public bool Deconvolves { get; set; }

    /// <summary>A known offset to add to the file's energies, eV; null to let the recipe judge.</summary>
    public double? AxisOffsetEv { get; set; }

    /// <summary>Pixels whose L3 stands less than this over its standard error are masked.</summary>
    public double LeastStrength { get; set; } = new SignalMaskOptions().LeastStrength;

    /// <summary>How often the set of labels of a pixel may miss the truth, 0.005 to 0.5; null for no sets.</summary>
    public double? ErrorRate { get; set; }

    /// <summary>Whether it is found how far the axis may be off before each label changes.</summary>
    public bool Survival { get; set; }

    /// <summary>Whether the fractions of mixed valence are found.</summary>
    public bool Fractions { get; set; }

    /// <summary>The states that a mixture may hold, with commas; empty for all of the element.</summary>
    public string States { get; set; } = "";

    /// <summary>Name of labelled spectra to fit fractions with; null for references from the simulation.</summary>
    public string? References { get; set; }

    /// <summary>The element of a model that comes with the program; null where the model is a file.</summary>
    public string? Element => Model?.StartsWith(BuiltIn, StringComparison.Ordinal) == true ? Model[BuiltIn.Length..] : null;

    /// <summary>The states one by one; null for all of the element.</summary>
    public IReadOnlyList<string>? StateList => States.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } states ? states : null;

    /// <summary>The command line.</summary>
    internal CommandText Command(string image, int? signal, string folder) => (Element is { } element ? new CommandText("map", "--element", element, image) : new CommandText("map", Model!, image)).AddFile("--out", folder)
        .Add("--signal", signal)
        .Add("--axis-offset", AxisEstimated ? null : AxisOffsetEv)
        .Add("--axis-uncertainty", AxisEstimated ? null : AxisUncertaintyEv)
        .Add("--axis-uncertainty", AxisEstimated ? "estimate" : null)
        .AddFile("--low-loss", LowLoss)
        .AddIf(LowLoss is not null && Deconvolves, "--deconvolve")
        .Add("--least-strength", LeastStrength == new SignalMaskOptions().LeastStrength ? null : LeastStrength)
        .Add("--error-rate", ErrorRate)
        .AddIf(Survival, "--survival")
        .AddIf(Fractions, "--fractions")
        .Add("--states", Fractions && StateList is { } states ? string.Join(',', states) : null)
        .AddFile("--references", Fractions ? References : null);

    /// <summary>The settings as they are now, for work that goes on while the page changes.</summary>
    internal MapRequest Request(string image, int? signal, string folder) => new(this with { }, image, signal, folder, Command(image, signal, folder));
}

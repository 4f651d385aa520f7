using Whiteline.Features;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Web.Desk;

/// <summary>A kind of step that can be added to a recipe.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Title">What the page calls it.</param>
/// <param name="Make">One with the settings that are usual for an edge.</param>
sealed record StepKind(string Name, string Title, Func<Edge, EnergyAxis?, IStep> Make);

/// <summary>The steps as the Prepare page offers them.</summary>
static class StepKinds
{
    const int MostChannels = 1 << 16;
    const double LeastDispersionEv = 0.001, LargestEv = 1e6;

    /// <summary>All of them, in the order in which they usually stand.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
    [
        new("energy-calibration", "Calibrate the energy axis", (edge, _) => new EnergyCalibration(CalibrationMode.Auto, Reference: EnergyReference.Literature(edge.Element))),
        new("spike-removal", "Remove X-ray spikes", (_, _) => new SpikeRemoval()),
        new("crop", "Crop", (edge, axis) => new Crop(CropFor(edge, axis))),
        new("pca-denoising", "Denoise by principal components", (_, _) => new PcaDenoising()),
        new("power-law-background", "Remove the background", (edge, _) => new PowerLawBackground(edge.BackgroundWindow, BackgroundMode.IfPresent)),
        new("align", "Align on L3", (edge, _) => Aligned(edge)),
        new("resample", "Resample", (edge, axis) => new Resample(Target(edge, axis))),
        new("position-only", "Keep the position only", (_, _) => new PositionOnly()),
        new("normalisation", "Normalise", (_, _) => new Normalisation()),
    ];

    /// <summary>What the page calls a step.</summary>
    public static string TitleOf(IStep step) => All.FirstOrDefault(kind => kind.Name == step.Name)?.Title ?? step.Name;

    /// <summary>Calibration, spikes, background, the edge's window.</summary>
    public static Recipe Suggest(string element, EnergyAxis axis)
    {
        var edge = Edge.L23Of(element)!;
        var reference = EnergyReference.Literature(element);
        List<IStep> steps = reference is null ? [] : [new EnergyCalibration(CalibrationMode.Auto, Reference: reference)];
        steps.AddRange([new SpikeRemoval(), new PowerLawBackground(edge.BackgroundWindow, BackgroundMode.IfPresent), new Resample(Target(edge, axis)), new Normalisation()]);
        return new([.. steps]);
    }

    /// <summary>What of a spectrum shows an element's edge and the background before it.</summary>
    public static EnergyWindow ViewOf(string element)
    {
        var edge = Edge.L23Of(element)!;
        return new(edge.BackgroundWindow.FromEv - 15, edge.Window.ToEv + 25);
    }

    /// <summary>A recipe with one more step, where its kind usually stands.</summary>
    public static Recipe Add(Recipe recipe, IStep step)
    {
        var place = PlaceOf(step);
        var at = recipe.Steps.TakeWhile(other => PlaceOf(other) <= place).Count();
        return Agreeing(new([.. recipe.Steps.Take(at), step, .. recipe.Steps.Skip(at)]));
    }

    /// <summary>A recipe with another step in the place of one.</summary>
    public static Recipe Replace(Recipe recipe, int index, IStep step) => Agreeing(new([.. recipe.Steps.Select((old, i) => i == index ? step : old)]));

    /// <summary>The window of a step that is shown on the plot, or null.</summary>
    public static (string Name, EnergyWindow Window, string Colour)? WindowOf(IStep step) => step switch
    {
        PowerLawBackground background => ("background", background.Window, "#d55e00"),
        Crop crop => ("crop", crop.Window, "#777777"),
        Align align => ("L3 is here", align.Search, "#cc79a7"),
        Resample resample => ("kept", new(resample.Target.OffsetEv, resample.Target.LastEv), "#009e73"),
        _ => null,
    };

    /// <summary>The step with another window.</summary>
    public static IStep WithWindow(IStep step, EnergyWindow window) => step switch
    {
        PowerLawBackground background => background with { Window = window },
        Crop crop => crop with { Window = window },
        Align align => align with { Search = window },
        Resample resample => resample with { Target = AxisOf(window, resample.Target.DispersionEv) },
        _ => step,
    };

    /// <summary>The axis that fills a window, as far as 65,536 channels do.</summary>
    public static EnergyAxis AxisOf(EnergyWindow window, double dispersionEv) =>
        new(window.FromEv, dispersionEv, (int)Math.Clamp(ChannelsOf(window.WidthEv, dispersionEv), 2, MostChannels));

    /// <summary>What is wrong with the ends of a window, in a sentence; null where they will do.</summary>
    public static string? ProblemOfWindow(double fromEv, double toEv)
    {
        if (!(Math.Abs(fromEv) <= LargestEv && Math.Abs(toEv) <= LargestEv)) return FormattableString.Invariant($"No spectrum reaches from {fromEv:G6} to {toEv:G6} eV. Give ends within {LargestEv:N0} eV.");
        return fromEv < toEv ? null : FormattableString.Invariant($"The window would begin at {fromEv:0.###} and end at {toEv:0.###} eV. Give a beginning below the end.");
    }

    /// <summary>What is wrong with the width of the channels of a window, in a sentence; null where it will do.</summary>
    public static string? ProblemOfChannels(double widthEv, double dispersionEv)
    {
        if (!(dispersionEv >= LeastDispersionEv)) return FormattableString.Invariant($"A channel of {dispersionEv:G6} eV is too narrow. Give {LeastDispersionEv} eV or more.");
        return ChannelsOf(widthEv, dispersionEv) is var channels && channels <= MostChannels
            ? null
            : FormattableString.Invariant($"That makes {channels:N0} channels; {MostChannels:N0} are the most. Give a narrower window or wider channels.");
    }

    // As a double: wide windows of narrow channels have more than an integer holds.
    static double ChannelsOf(double widthEv, double dispersionEv) => Math.Floor(widthEv / dispersionEv + 1e-6) + 1;

    static int PlaceOf(IStep step) => All.TakeWhile(kind => kind.Name != step.Name).Count();

    // What alignment leaves is what is resampled, and a spectrum whose L3 lies far out is continued rather than aligned on what is not its L3: as in training.
    static Recipe Agreeing(Recipe recipe)
    {
        if (recipe.Steps.OfType<Resample>().FirstOrDefault() is not { } resample) return recipe;
        EnergyWindow kept = new(resample.Target.OffsetEv, resample.Target.LastEv);
        var extensionEv = MostExtensionEv(kept);
        return recipe.Steps.TakeWhile(step => !ReferenceEquals(step, resample)).Any(step => step is Align)
            ? new([.. recipe.Steps.Select(step => step is Align align ? align with { Keep = kept, MostExtensionEv = extensionEv } : ReferenceEquals(step, resample) ? resample with { MostExtensionEv = extensionEv } : step)])
            : recipe;
    }

    static Align Aligned(Edge edge)
    {
        var centre = EnergyReference.Literature(edge.Element)?.CentreEv ?? edge.OnsetEv;
        EnergyWindow kept = new(centre - 7, centre + 17);
        return new(centre, new(centre - 6, centre + 6), kept, MostExtensionEv: MostExtensionEv(kept));
    }

    static double MostExtensionEv(EnergyWindow kept) => Resample.MostMissingShare * kept.WidthEv;

    static EnergyWindow CropFor(Edge edge, EnergyAxis? axis) => axis is null
        ? new(edge.BackgroundWindow.FromEv, edge.Window.ToEv)
        : Within(new(edge.BackgroundWindow.FromEv, edge.Window.ToEv), axis);

    static EnergyAxis Target(Edge edge, EnergyAxis? axis) => axis is null ? AxisOf(edge.Window, 0.1) : AxisOf(Within(edge.Window, axis), axis.DispersionEv);

    static EnergyWindow Within(EnergyWindow window, EnergyAxis axis)
    {
        var (from, to) = (Math.Max(window.FromEv, axis.OffsetEv), Math.Min(window.ToEv, axis.LastEv));
        return to - from >= 2 * axis.DispersionEv ? new(from, to) : new(axis.OffsetEv, axis.LastEv);
    }
}

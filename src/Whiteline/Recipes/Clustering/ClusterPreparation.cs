using Whiteline.Features;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Clustering;

/// <summary>A spectrum image on its way to clusters, at the stages that are needed of it.</summary>
/// <param name="Counts">Calibrated, spikes removed, cut to background and signal window: counts as acquired, to be exported.</param>
/// <param name="Net">The same with the background removed, in the signal window: what mean spectra are made of.</param>
/// <param name="Compared">Denoised, background removed, normalised: what is clustered.</param>
/// <param name="Applied">What was done to what is clustered, from the file on.</param>
/// <param name="Edge">The edge that calibrates and that tells specimen from vacuum, or null when none was found.</param>
sealed record ClusterPreparation(PreparedSpectra Counts, PreparedSpectra Net, PreparedSpectra Compared, IReadOnlyList<AppliedStep> Applied, Edge? Edge)
{
    // Beyond this the background before O K cannot be continued to a white line.
    const double FarthestFromOxygenEv = 200;

    // Part of the window before O K that an axis must reach.
    const double LeastOxygenPart = 0.35;

    // Up to 1 GiB of counts is kept: the components take a dozen passes over them.
    const long MostKept = 1L << 28;

    const double LineBelowEv = 4, LineAboveEv = 6, PreEdgeEv = 15;

    public static ClusterPreparation Of(SpectrumImage image, ClusterPlan plan, StepContext context)
    {
        var edge = plan.Element is { } element ? Edge.L23Of(element) : StrongestEdge.Of(image, context);
        var calibration = plan.AxisOffsetEv is { } offset ? new(CalibrationMode.Offset, offset)
            : edge is null ? new EnergyCalibration(CalibrationMode.None)
            : new(CalibrationMode.Auto, Reference: EnergyReference.Literature(edge.Element));
        var axis = calibration.Fit(image, context).Axis;
        var window = plan.Window ?? WindowOf(axis, edge, context.Source);
        if (!axis.Covers(window))
            throw BadInputException.In(context.Source, $"its calibrated axis covers {axis}, but the window is {window}", "Choose a window inside.");
        var background = BackgroundOf(window);
        var crop = new EnergyWindow(Math.Max(axis.OffsetEv, Math.Min(background?.FromEv ?? window.FromEv, window.FromEv)), window.ToEv);
        IStep[] first = [calibration, .. plan.RemoveSpikes ? (IStep[])[new SpikeRemoval()] : [], new Crop(crop)];
        IStep[] rest = [.. background is null || plan.Background == BackgroundMode.None ? (IStep[])[] : [new PowerLawBackground(background, plan.Background)], new Resample(axis.Slice(axis.ChannelsIn(window)))];
        // The noise is that of the counts, so the components are taken before the background is.
        IStep[] compared = [.. plan.Pca is { } pca ? (IStep[])[pca] : [], .. rest, .. plan.Normalise == Norm.None ? (IStep[])[] : [new Normalisation(plan.Normalise)]];
        var counts = new Recipe(first).Prepare(image, context);
        ISpectra source = (long)counts.Count * counts.Axis.Count <= MostKept ? Kept(counts, image, context) : counts;
        var prepared = new Recipe(compared).Prepare(source, context);
        return new(counts, new Recipe(rest).Prepare(source, context), prepared, [.. counts.Applied, .. prepared.Applied], edge);
    }

    /// <summary>Where the signal of a pixel is measured, and the noise beside it.</summary>
    public (EnergyWindow Signal, EnergyWindow? PreEdge) SignalWindows()
    {
        var axis = Net.Axis;
        var whole = new EnergyWindow(axis.OffsetEv, axis.LastEv);
        if (Edge is null || EnergyReference.Literature(Edge.Element)!.CentreEv is var line && (line - LineBelowEv < axis.OffsetEv || line + LineAboveEv > axis.LastEv)) return (whole, null);
        var from = line - LineBelowEv;
        var before = Math.Max(axis.OffsetEv, from - PreEdgeEv);
        return (new(from, line + LineAboveEv), (from - before) / axis.DispersionEv >= 10 ? new(before, from) : null);
    }

    static SpectrumImage Kept(PreparedSpectra counts, SpectrumImage image, StepContext context)
    {
        var samples = new float[counts.Count * counts.Axis.Count];
        SpectraPass.ForEach(counts, context, block => block, block => block.Intensity.CopyTo(samples, block.First * counts.Axis.Count));
        return new(image.Rows, image.Columns, counts.Axis, new MemorySampleSource(samples));
    }

    static EnergyWindow WindowOf(EnergyAxis axis, Edge? edge, string source)
    {
        if (edge is null) return new(axis.OffsetEv, axis.LastEv);
        var oxygen = Edge.OK;
        var holdsOxygen = edge.OnsetEv > oxygen.OnsetEv && edge.OnsetEv - oxygen.OnsetEv <= FarthestFromOxygenEv
            && axis.OffsetEv <= oxygen.BackgroundWindow.ToEv - LeastOxygenPart * oxygen.BackgroundWindow.WidthEv;
        var from = Math.Max(axis.OffsetEv, holdsOxygen ? oxygen.Window.FromEv : edge.Window.FromEv);
        var to = Math.Min(axis.LastEv, edge.Window.ToEv);
        return from < to ? new(from, to) : throw BadInputException.In(source, $"its calibrated axis covers {axis}, which does not hold {edge.Name}", "Give a window, or another element.");
    }

    // Before the first edge that the window holds.
    static EnergyWindow? BackgroundOf(EnergyWindow window) =>
        Edge.All.Where(edge => edge.OnsetEv >= window.FromEv && edge.OnsetEv <= window.ToEv).MinBy(edge => edge.OnsetEv)?.BackgroundWindow;
}

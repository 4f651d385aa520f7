using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Builds the recipe that fits a training set, and the one that its model repeats on files whose energy axis is not trusted.</summary>
/// <param name="Usable">The training spectra that reach the model's axis.</param>
/// <param name="TrainingRecipe">For the training spectra, whose axis is trusted.</param>
/// <param name="ModelRecipe">The same, with the energy calibration before it.</param>
/// <param name="LinePositionsEv">L3 position of each class, eV.</param>
/// <param name="Limits">What a user of the model must know.</param>
sealed record RecipeBuilder(
    LabeledSpectra Usable,
    Recipe TrainingRecipe,
    Recipe ModelRecipe,
    IReadOnlyDictionary<string, double> LinePositionsEv,
    IReadOnlyList<string> Limits)
{
    // L3 lies within this of the onset for every oxidation state, and L2 lies outside it.
    const double SearchBelowEv = 8;
    const double SearchAboveEv = 9;

    // An alignment this far from the others found noise, not L3.
    const double StrayEv = 3;

    public static RecipeBuilder For(LabeledSpectra data, TrainingPlan plan, StepContext context)
    {
        var limits = new List<string>();
        var element = TrainedModel.ElementOf(data.Classes);
        var edge = element is null ? null : Edge.L23Of(element);
        var holdsEdge = edge is not null && data.Axis.ChannelAt(edge.OnsetEv) is var onset && onset > 0 && onset < data.Axis.Count - 1;
        var before = new List<IStep>();
        if (plan.RemoveSpikes) before.Add(new SpikeRemoval());
        if (edge is not null) before.Add(new PowerLawBackground(edge.BackgroundWindow) { Mode = plan.Background });
        var subtracted = new Recipe([.. before]).Prepare(data, context);
        var search = SearchWindow(data.Axis, holdsEdge ? edge! : null);
        var references = ClassReferences.Of(data, subtracted, search);
        var window = plan.Window ?? DefaultWindow(data.Axis, holdsEdge ? edge! : null);
        var axis = AxisIn(data.Axis, window, context.Source);
        var usable = data;
        if (Aligns(plan.Align, element))
        {
            if (references.LinePositionsEv.Count == 0) throw new BadInputException("No L3 line was found in the training spectra, so they cannot be aligned. Train with --align none.");
            var alignment = new L3Alignment(Math.Round(references.LinePositionsEv.Values.Average(), 1), search);
            before.Add(alignment);
            (axis, usable, var dropped) = Covered(data, new Recipe([.. before]).Prepare(data, context), axis);
            if (dropped > 0) limits.Add($"{dropped} of {data.Count} training spectra were left out: their L3 could not be aligned with the others'.");
        }
        else if (element is not null) limits.Add("Position counts: an energy axis that is off by 1 eV misleads this model.");
        var after = new List<IStep> { new Resampling(axis) };
        if (plan.PcaRank is { } rank) after.Add(new PcaDenoising(rank));
        after.Add(new Normalisation(plan.Normalise));
        var calibration = new EnergyCalibration { References = references.References, ReferenceScatterEv = references.ScatterEv };
        var spikes = before.TakeWhile(step => step is SpikeRemoval).ToArray();
        return new(
            usable,
            new([.. before, .. after]),
            new([.. spikes, calibration, .. before.Skip(spikes.Length), .. after]),
            references.LinePositionsEv,
            limits);
    }

    static bool Aligns(Alignment align, string? element) => align switch
    {
        Alignment.L3 => true,
        Alignment.Auto => element == "Mn",
        _ => false,
    };

    static EnergyWindow SearchWindow(EnergyAxis axis, Edge? edge)
    {
        if (edge is null) return new(axis.OffsetEv, axis.LastEv);
        var from = Math.Max(axis.OffsetEv, edge.OnsetEv - SearchBelowEv);
        var to = Math.Min(axis.LastEv, edge.OnsetEv + SearchAboveEv);
        return from < to ? new(from, to) : new(axis.OffsetEv, axis.LastEv);
    }

    static EnergyWindow DefaultWindow(EnergyAxis axis, Edge? edge) =>
        edge is not null && axis.Covers(edge.Window) ? edge.Window : new(axis.OffsetEv, axis.LastEv);

    static EnergyAxis AxisIn(EnergyAxis axis, EnergyWindow window, string source)
    {
        if (!axis.Covers(window))
            throw BadInputException.In(source, FormattableString.Invariant($"they cover {axis.OffsetEv:0.##} to {axis.LastEv:0.##} eV, not the window {window}"), "Give a window within what they cover.");
        return axis.Slice(axis.ChannelsIn(window));
    }

    // The part of the axis that all aligned spectra cover, strays left out.
    static (EnergyAxis Axis, LabeledSpectra Usable, int Dropped) Covered(LabeledSpectra data, PreparedSpectra aligned, EnergyAxis axis)
    {
        var shifts = aligned.Prepare(0, data.Count).ShiftsEv;
        var median = shifts.Order().ElementAt(shifts.Length / 2);
        var kept = Enumerable.Range(0, data.Count).Where(i => Math.Abs(shifts[i] - median) <= StrayEv).ToArray();
        var from = Math.Max(axis.OffsetEv, kept.Max(i => data.Axis.OffsetEv + shifts[i]));
        var to = Math.Min(axis.LastEv, kept.Min(i => data.Axis.LastEv + shifts[i]));
        var usable = kept.Length < data.Count ? data.Subset(kept) : data;
        if (usable.Classes.Count < data.Classes.Count) throw new BadInputException("Aligning on L3 fails for every spectrum of a class. Train with --align none, or mend the data.");
        return (axis.Slice(axis.ChannelsIn(new(from, to))), usable, data.Count - kept.Length);
    }
}

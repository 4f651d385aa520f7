using Whiteline.Features;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Datasets;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>The recipe that fits a training set, and the one that its model repeats on files whose energy axis is not trusted.</summary>
/// <param name="TrainingRecipe">For the training spectra, whose axis is trusted.</param>
/// <param name="ModelRecipe">The same, with the energy calibration before it.</param>
/// <param name="LinePositionsEv">L3 position of each class, eV.</param>
/// <param name="Limits">What a user of the model must know.</param>
sealed record RecipeBuilder(
    Recipe TrainingRecipe,
    Recipe ModelRecipe,
    IReadOnlyDictionary<string, double> LinePositionsEv,
    IReadOnlyList<string> Limits)
{
    public static RecipeBuilder For(LabeledSpectra data, TrainingPlan plan)
    {
        var element = TrainedModel.ElementOf(data.Classes);
        var built = element is not null && Edge.L23Of(element) is { } edge && EdgesOnAxis.HoldsL3(data.Axis, edge)
            ? ForEdge(data, element, plan)
            : WithoutEdge(data, plan);
        if (plan.Align == Alignment.PositionOnly) built = built with { TrainingRecipe = PositionsOf(built.TrainingRecipe), ModelRecipe = PositionsOf(built.ModelRecipe), Limits = ["Position alone counts: every spectrum is replaced by a line at its maximum."] };
        return built with { TrainingRecipe = Extended(built.TrainingRecipe, plan), ModelRecipe = Extended(built.ModelRecipe, plan), Limits = [.. DatasetReview.Doubts(data), .. built.Limits] };
    }

    static RecipeBuilder ForEdge(LabeledSpectra data, string element, TrainingPlan plan)
    {
        var aligns = plan.Align == Alignment.L3 || plan.Align == Alignment.Auto && element == "Mn";
        var recipe = RecipeDefaults.For(data, element, new(plan.Window, plan.Normalise, aligns, plan.Background));
        var reference = EnergyReference.FromTraining(data, element) ?? EnergyReference.Literature(element)!;
        return new(
            recipe.Without<EnergyCalibration>(),
            recipe,
            reference.States.ToDictionary(state => state.Label, state => state.L3Ev),
            [aligns
                ? "Shape decides, not position: each spectrum is aligned on its own L3."
                : "Position counts: an energy axis that is off by 1 eV misleads this model.",
            .. plan.Window is { } window && !(window.FromEv < reference.CentreEv && reference.CentreEv < window.ToEv)
                ? [FormattableString.Invariant($"The window {window} does not hold L3 of {element}, some {reference.CentreEv:0.0} eV: what decides lies beside it, and the model cannot tell {element} by its lines.")]
                : Array.Empty<string>()]);
    }

    // Several elements, or an edge other than L2,3: nothing tells where the axis should lie or where a background would be fitted.
    static RecipeBuilder WithoutEdge(LabeledSpectra data, TrainingPlan plan)
    {
        if (plan.Align == Alignment.L3) throw new BadInputException("Alignment on L3 needs labels of one element, whose L3 line is on the energy axis. Train without alignment.");
        var window = plan.Window ?? new(data.Axis.OffsetEv, data.Axis.LastEv);
        if (!data.Axis.Covers(window)) throw new BadInputException($"The training spectra cover {data.Axis}, but the window is {window}. Choose a window inside.");
        var axis = data.Axis.Slice(data.Axis.ChannelsIn(window));
        var recipe = new Recipe(plan.Normalise == Norm.None ? [new Resample(axis)] : [new Resample(axis), new Normalisation(plan.Normalise)]);
        return new(recipe, recipe, new Dictionary<string, double>(), ["The energy axis is taken as written and no background is removed: give spectra prepared as the training spectra were."]);
    }

    static Recipe PositionsOf(Recipe recipe)
    {
        var before = recipe.Steps.TakeWhile(step => step is not Normalisation).ToArray();
        return new([.. before, new PositionOnly(), .. recipe.Steps.Skip(before.Length)]);
    }

    static Recipe Extended(Recipe recipe, TrainingPlan plan)
    {
        if (plan.RemoveSpikes) recipe = new([new SpikeRemoval(), .. recipe.Steps]);
        if (plan.Pca is not { } denoising) return recipe;
        var before = recipe.Steps.TakeWhile(step => step is not Normalisation).ToArray();
        return new([.. before, denoising, .. recipe.Steps.Skip(before.Length)]);
    }
}

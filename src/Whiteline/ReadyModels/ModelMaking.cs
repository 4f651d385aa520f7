using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.ReadyModels;

// A model for everybody must have seen what everybody records. So every simulated spectrum is of a session of its own: its instrument, thickness, dose and the rest of its
// background are drawn from ranges (SessionRange), and its lines vary more than those of one laboratory's specimens do.

/// <summary>Makes the models that come with the program, from the simulation alone: they hold no measured spectrum.</summary>
public static class ModelMaking
{
    const int PerClass = 800;

    /// <summary>Elements with a model.</summary>
    public static IReadOnlyList<string> Elements { get; } = ["Fe", "Mn"];

    /// <summary>States that the model of an element tells apart.</summary>
    public static IReadOnlyList<string> StatesOf(string element) => element == "Fe" ? ["Fe2+", "Fe2.67+"] : [.. Ion.All.Where(ion => ion.Element == element).Select(ion => ion.Label)];

    /// <summary>Simulates and trains.</summary>
    /// <param name="element">One of <see cref="Elements"/>.</param>
    /// <param name="seed">Randomness.</param>
    /// <param name="context">Threads, progress, cancellation; its seed is not used.</param>
    public static TrainedModel Make(string element, Seed seed, TrainingContext context)
    {
        var options = new PhantomDatasetOptions([.. StatesOf(element).Select(label => KeyValuePair.Create(label, PerClass))])
        {
            Sessions = new(),
            GroupsPerClass = PerClass,
            Variation = new(LineEv: 0.09, Height: 0.12, L3Ev: 0.18, SplittingEv: 0.18, Ratio: 0.12, Width: 0.12),
        };
        var spectra = PhantomDataset.Make(options, seed.Branch($"ready/{element}"), context.Threads, context.Progress, context.Cancellation);
        var plan = new TrainingPlan(new SvmTrainer(new SvmOptions(KernelKind.Rbf, C: 3))) { Background = BackgroundMode.None };
        return WithBackground(ModelTraining.Run(spectra, plan, [], context with { Seed = seed }), Edge.L23Of(element)!);
    }

    // The simulation removes its backgrounds itself, imperfectly; a file's own is removed after its axis is known.
    static TrainedModel WithBackground(TrainedModel model, Edge edge)
    {
        IStep[] steps = [.. model.Recipe.Steps];
        var after = Array.FindIndex(steps, step => step is EnergyCalibration) + 1;
        return model with { Recipe = new([.. steps[..after], new PowerLawBackground(edge.BackgroundWindow, BackgroundMode.IfPresent), .. steps[after..]]) };
    }
}

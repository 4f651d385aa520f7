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

    static readonly string[] IronFailures =
    [
        "Fe3+ is not told from Fe2.67+: its L3 lies within 0.3 eV of it, and it is labelled Fe2.67+.",
        "Wüstite on an axis that reads 1 eV or more high is taken for magnetite, and magnetite on one that reads low for wüstite.",
    ];

    /// <summary>Elements with a model.</summary>
    public static IReadOnlyList<string> Elements { get; } = ["Fe", "Mn"];

    /// <summary>States that the model of an element tells apart.</summary>
    public static IReadOnlyList<string> StatesOf(string element) => element == "Fe" ? ["Fe2+", "Fe2.67+"] : [.. Ion.All.Where(ion => ion.Element == element).Select(ion => ion.Label)];

    /// <summary>Simulates and trains.</summary>
    /// <param name="element">One of <see cref="Elements"/>.</param>
    /// <param name="seed">Randomness.</param>
    /// <param name="context">Threads, progress, cancellation; its seed is not used.</param>
    /// <param name="perClass">Simulated spectra of each state.</param>
    public static TrainedModel Make(string element, Seed seed, TrainingContext context, int perClass = PerClass)
    {
        var options = OptionsOf(element, perClass);
        var spectra = PhantomDataset.Make(options, seed.Branch($"ready/{element}"), context.Threads, context.Progress, context.Cancellation);
        var plan = new TrainingPlan(new SvmTrainer(new SvmOptions(KernelKind.Rbf, C: 3))) { Background = BackgroundMode.None, LabelSets = true };
        var model = ModelTraining.Run(spectra, plan, [], context with { Seed = seed });
        model = CardTests.Run(model, options, spectra.Axis, seed.Branch($"card/{element}"), context);
        if (element == "Fe") model = model with { Card = model.Card with { KnownFailures = [.. IronFailures, .. model.Card.KnownFailures] } };
        return WithBackground(model, Edge.L23Of(element)!);
    }

    /// <summary>What the model of an element learns from: sessions of any laboratory, and lines that vary more than those of one laboratory's specimens do.</summary>
    public static PhantomDatasetOptions OptionsOf(string element, int perClass) => new([.. StatesOf(element).Select(label => KeyValuePair.Create(label, perClass))])
    {
        Sessions = new(),
        GroupsPerClass = perClass,
        // Iron oxides are seldom what their names say: wüstite lacks iron and holds Fe3+, magnetite oxidises, and the lines of both sites move and weigh differently.
        Variation = element == "Fe"
            ? new(LineEv: 0.15, Height: 0.3, L3Ev: 0.18, SplittingEv: 0.18, Ratio: 0.12, Width: 0.2)
            : new(LineEv: 0.09, Height: 0.12, L3Ev: 0.18, SplittingEv: 0.18, Ratio: 0.12, Width: 0.12),
    };

    /// <summary>How a model does on labelled spectra that it has not seen, written into its card.</summary>
    /// <param name="model">The model.</param>
    /// <param name="set">Name of the file.</param>
    /// <param name="sha256">Its hash.</param>
    /// <param name="data">Its spectra.</param>
    /// <param name="axisUncertaintyEv">Declared standard deviation of its axis' error, eV; null to judge the axis by the edge.</param>
    /// <param name="context">Threads, cancellation.</param>
    public static TrainedModel Scored(TrainedModel model, string set, string sha256, LabeledSpectra data, double? axisUncertaintyEv, StepContext context)
    {
        var result = Evaluation.Run(model, data, new() { Axis = axisUncertaintyEv is null ? null : new(null, axisUncertaintyEv) }, context);
        bool[] right = [.. result.Verdicts.Select((verdict, i) => verdict.Label == data.Labels[i])];
        bool[] answered = [.. result.Verdicts.Select(verdict => verdict.Abstained is null)];
        var score = new CardScore(
            set, sha256, data.Count, Share(right, _ => true), answered.Count(yes => yes) / (double)data.Count, Share(right, i => answered[i]), axisUncertaintyEv);
        return model with { Card = model.Card with { Scores = [.. model.Card.Scores, score] } };
    }

    static double Share(bool[] right, Func<int, bool> counts)
    {
        int[] counted = [.. Enumerable.Range(0, right.Length).Where(counts)];
        return counted.Length == 0 ? 0 : counted.Count(i => right[i]) / (double)counted.Length;
    }

    // The simulation removes its backgrounds itself, imperfectly; a file's own is removed after its axis is known.
    static TrainedModel WithBackground(TrainedModel model, Edge edge)
    {
        IStep[] steps = [.. model.Recipe.Steps];
        var after = Array.FindIndex(steps, step => step is EnergyCalibration) + 1;
        return model with { Recipe = new([.. steps[..after], new PowerLawBackground(edge.BackgroundWindow, BackgroundMode.IfPresent), .. steps[after..]]) };
    }
}

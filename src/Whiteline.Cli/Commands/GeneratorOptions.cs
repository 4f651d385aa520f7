using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Augmentation;
using Whiteline.Training.Generative;

namespace Whiteline.Cli.Commands;

/// <summary>The ways to make spectra by name, and the options of those that are trained as networks.</summary>
sealed class GeneratorOptions
{
    /// <summary>Names of all methods.</summary>
    public static IReadOnlyList<string> Names { get; } = ["gan", "vae", .. ManagedGenerators.Names];

    readonly Option<int?> steps = Values.Option<int?>("--steps", "Most training steps of gan or vae; both stop earlier when held-out spectra say so.", "N", text => Values.Integer(text, 1, 10_000_000));
    readonly Option<string?> loss = Values.Choice("--loss", "What the critic of gan is asked.", "wasserstein", "wasserstein", "nonsaturating", "leastsquares");
    readonly Option<string?> device = Values.Choice("--device", "Where gan or vae is trained.", "cpu", "cpu", "cuda");
    readonly Option<string?> checkpoint = new("--checkpoint") { Description = "Keep the state of gan or vae in this folder; the same command takes it up again after a kill.", HelpName = "DIR", CustomParser = Values.OutputFolder };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in (Option[])[steps, loss, device, checkpoint]) command.Add(option);
    }

    /// <summary>The trainer of a name, as the options say.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="purpose">What it is trained for: trainings of one command keep their states apart.</param>
    public IGeneratorTrainer Trainer(CommandRun run, string name, string purpose)
    {
        var folder = run.Value(checkpoint) is { } given ? Path.Combine(given, $"{name}-{purpose}") : null;
        return name switch
        {
            "gan" => new GanTrainer(Gan(run), run.Value(device)!) { CheckpointFolder = folder },
            "vae" => new VaeTrainer(run.Value(steps) is { } most ? new() { Steps = most } : new(), run.Value(device)!) { CheckpointFolder = folder },
            _ => Plain(name),
        };
    }

    /// <summary>The trainer of a name with its defaults.</summary>
    public static IGeneratorTrainer Plain(string name) => name switch
    {
        "gan" => new GanTrainer(GanPresets.Dag),
        "vae" => new VaeTrainer(new()),
        _ => ManagedGenerators.Of(name) ?? throw new BadInputException($"No method '{name}' makes spectra. {Nearest.Hint(name, Names)}Use one of: {string.Join(", ", Names)}."),
    };

    GanOptions Gan(CommandRun run)
    {
        var options = GanPresets.Dag with { Loss = Enum.Parse<GanLoss>(run.Value(loss)!, ignoreCase: true) };
        return run.Value(steps) is { } most ? options with { Steps = most } : options;
    }
}

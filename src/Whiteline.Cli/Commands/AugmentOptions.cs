using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Augmentation;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;
using Whiteline.Recipes;
using Whiteline.Training;

namespace Whiteline.Cli.Commands;

/// <summary>The options of <c>augment</c> that say what is made and how it is proved.</summary>
sealed class AugmentOptions
{
    const int FewestProved = 100, MostProved = 500;

    readonly Option<string?> method = Values.Choice("--method", "How spectra are made: a generative adversarial network, a variational autoencoder, altered copies, mixtures within a class, SMOTE, or resampled principal components.", null, [.. GeneratorOptions.Names]);
    readonly Option<int> perClass = Values.Option("--per-class", "Spectra that each class is to have, measured and synthetic together; classes that have more are left as they are.", "N", text => Values.Integer(text, 2, 1_000_000));
    readonly Option<bool> only = new("--synthetic-only") { Description = "Make N spectra of each class and write them alone." };
    readonly Option<string?> heldOut = new("--held-out") { Description = "Measured spectra to prove the synthetic ones by. Without it: half of each class is held out for the proof, and the spectra that are written are made from all.", HelpName = "FILE" };
    readonly Option<bool> unproved = new("--no-proof") { Description = "Make spectra without proving the method." };
    readonly Option<string?> report = new("--report") { Description = "Write the proof as a report with its figures and tables into this folder.", HelpName = "DIR" };
    readonly Option<string[]?> rivals = Values.Option<string[]?>("--rivals", "Methods to prove beside it; all for all but gan, which takes long.", "all|NAME,…", Rivals);
    readonly Option<string[]?> utility = Values.Option<string[]?>("--utility", "Also train these classifiers on synthetic spectra and test them on measured ones of other groups.", "svm,cnn", Classifiers);
    readonly Option<string?> references = new("--references") { Description = "With --utility: measured spectra of other sources to test on too.", HelpName = "FILE" };
    readonly Option<int[]?> sizes = Values.Option<int[]?>("--sizes", "With --utility: also train on so many measured spectra of a class, with and without synthetic ones.", "N,…", text => [.. text.Split(',').Select(part => Values.Integer(part, 2, 100_000))]);
    readonly GeneratorOptions generator = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        method.Required = perClass.Required = true;
        foreach (var option in (Option[])[method, perClass, only, heldOut, unproved, report, rivals, utility, references, sizes]) command.Add(option);
        generator.AddTo(command);
    }

    /// <summary>Name of the method.</summary>
    public string Method(CommandRun run) => run.Value(method)!;

    /// <summary>Spectra that each class is to have.</summary>
    public int PerClass(CommandRun run) => run.Value(perClass);

    /// <summary>True when measured spectra are not written.</summary>
    public bool IsSyntheticOnly(CommandRun run) => run.Value(only);

    /// <summary>The file to prove by, or null.</summary>
    public string? HeldOut(CommandRun run) => run.Value(heldOut);

    /// <summary>The folder of the report, or null.</summary>
    public string? Report(CommandRun run) => run.Value(report);

    /// <summary>The file of spectra of other sources, or null.</summary>
    public string? References(CommandRun run) => run.Value(references);

    /// <summary>Numbers of measured spectra to train on; empty when that is not asked for.</summary>
    public int[] Sizes(CommandRun run) => run.Value(sizes) ?? [];

    /// <summary>True when the method is to be proved.</summary>
    /// <exception cref="BadInputException">Options contradict each other.</exception>
    public bool IsProved(CommandRun run)
    {
        var isProved = !run.Value(unproved);
        if (!isProved && ((Option[])[report, rivals, utility, heldOut]).FirstOrDefault(run.IsGiven) is { } needs)
            throw new BadInputException($"{needs.Name} and --no-proof contradict each other. Leave one out.");
        if (!run.IsGiven(utility) && ((Option[])[references, sizes]).FirstOrDefault(run.IsGiven) is { } lonely)
            throw new BadInputException($"{lonely.Name} says how classifiers are tested; say which with --utility svm or --utility svm,cnn.");
        return isProved;
    }

    /// <summary>The trainer of the method itself.</summary>
    public IGeneratorTrainer Generator(CommandRun run, string purpose) => generator.Trainer(run, Method(run), purpose);

    /// <summary>The method and its rivals, for a proof.</summary>
    public IReadOnlyList<IGeneratorTrainer> Methods(CommandRun run, string purpose) =>
        [Generator(run, purpose), .. (run.Value(rivals) ?? []).Where(name => name != Method(run)).Select(name => generator.Trainer(run, name, purpose))];

    /// <summary>Spectra of each class to prove a method by.</summary>
    public int Proved(CommandRun run) => Math.Clamp(PerClass(run), FewestProved, MostProved);

    /// <summary>How the classifiers of <c>--utility</c> are trained, by name; empty without it.</summary>
    public IReadOnlyDictionary<string, TrainingPlan> Classifiers(CommandRun run) => (run.Value(utility) ?? []).ToDictionary(
        name => name,
        name => new TrainingPlan(name == "svm" ? new SvmTrainer(new()) : new IsolatedNetworkTrainer(NetworkPresets.All.First(preset => preset.Name == name).Network, new NetworkOptions(), TrainWorkerCommand.Start)),
        StringComparer.Ordinal);

    static string[] Rivals(string text) => text == "all" ? [.. GeneratorOptions.Names.Where(name => name != "gan")] : [.. text.Split(',').Select(name => name.Trim()).Select(name => GeneratorOptions.Plain(name).Name).Distinct()];

    static string[] Classifiers(string text) => [.. text.Split(',').Select(name => name.Trim()).Distinct().Select(name => name is "svm" or "cnn" or "mlp"
        ? name
        : throw new BadInputException($"'{name}' is not svm, mlp or cnn."))];
}

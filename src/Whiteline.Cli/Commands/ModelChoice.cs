using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Provenance;
using Whiteline.ReadyModels;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary>Which model a command asks: a file, given first, or with <c>--element</c> the one that comes with the program.</summary>
sealed class ModelChoice
{
    readonly Option<string?> element = Values.Choice("--element", "Ask the model of this element that comes with the program, made from simulated spectra; then give no MODEL.", null, [.. BuiltInModels.Elements]);

    readonly Argument<string[]> inputs;

    /// <summary>Creates the argument and the option.</summary>
    /// <param name="what">Name of what follows the model.</param>
    /// <param name="description">What it is.</param>
    public ModelChoice(string what, string description) =>
        inputs = new($"MODEL {what}") { Description = $"A model file, .wlm, unless --element is given; then {description}", Arity = ArgumentArity.OneOrMore };

    /// <summary>Adds both to a command.</summary>
    public void AddTo(CliCommand command)
    {
        command.Add(inputs);
        command.Add(element);
    }

    /// <summary>The model, and the files that it is asked about.</summary>
    /// <param name="run">The run.</param>
    /// <param name="most">How many files the command takes.</param>
    /// <exception cref="BadInputException">Too few or too many files, or the model cannot be read.</exception>
    public AskedModel Read(CommandRun run, int most = int.MaxValue)
    {
        var given = run.Value(inputs)!;
        if (run.Value(element) is { } builtIn)
        {
            if (given is [var first, ..] && first.EndsWith(".wlm", StringComparison.OrdinalIgnoreCase)) throw new BadInputException($"--element {builtIn} asks the model that comes with the program, and '{first}' is another. Leave one out.");
            return new(BuiltInModels.Read(builtIn), null, Files(given, most));
        }
        if (given.Length < 2) throw new BadInputException($"'{given[0]}' is all that is given. Give a model and a file, or --element {string.Join(" or ", BuiltInModels.Elements)} for a model that comes with the program.");
        return new(ModelFile.Read(given[0]), given[0], Files(given[1..], most));
    }

    static string[] Files(string[] files, int most) =>
        files.Length <= most ? files : throw new BadInputException($"{files.Length} files are given where {most} can be used: {string.Join(", ", files)}.");
}

/// <summary>A model and what it is asked about.</summary>
/// <param name="Model">The model.</param>
/// <param name="File">Its file; null for one that comes with the program.</param>
/// <param name="Inputs">Files with spectra.</param>
sealed record AskedModel(TrainedModel Model, string? File, string[] Inputs)
{
    /// <summary>All files that the run read, for its record.</summary>
    public IEnumerable<InputFile> Record(params IEnumerable<string?> others) => Inputs.Append(File).Concat(others).OfType<string>().Select(InputFile.Of);
}

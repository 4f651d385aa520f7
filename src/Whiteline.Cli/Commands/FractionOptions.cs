using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Fractions;
using Whiteline.ReadyModels;

namespace Whiteline.Cli.Commands;

/// <summary>The options with which a command is asked for fractions of oxidation states beside its labels.</summary>
sealed class FractionOptions
{
    readonly Option<bool> fractions = new("--fractions") { Description = "Also find the fraction of each oxidation state, as a share of the white-line intensity, with intervals of 0.9, and the mean valence: by least squares, by a network and by the white-line ratio, where they apply." };

    readonly Option<string?> references = new("--references") { Description = "Labelled spectra without background to fit fractions with, .npz or .csv. Without it: references from the simulation.", HelpName = "FILE" };

    readonly Option<string?> states = new("--states") { Description = "The states that a mixture may hold, such as Mn2+,Mn3+. Without it: all that there are references of.", HelpName = "STATES" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        command.Add(fractions);
        command.Add(references);
        command.Add(states);
    }

    /// <summary>True when fractions are asked for.</summary>
    /// <exception cref="BadInputException">Only an option of theirs is given.</exception>
    public bool Asked(CommandRun run)
    {
        if (run.Value(fractions)) return true;
        return run.Value(references) is null && run.Value(states) is null ? false : throw new BadInputException("--references and --states say how fractions are found. Add --fractions.");
    }

    /// <summary>The file of references, for a run record; null without one.</summary>
    public string? ReferenceFile(CommandRun run) => Asked(run) ? run.Value(references) : null;

    /// <summary>What is asked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="element">The model's element; null when it has several.</param>
    /// <exception cref="BadInputException">The references cannot be read, or states are asked for that there are no references of.</exception>
    public FractionRequest Read(CommandRun run, string? element)
    {
        var wanted = run.Value(states)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = run.Value(references) is { } file ? LabeledSpectraFile.Read(file) : null;
        try
        {
            return FractionRequests.Of(element, wanted, known, run.Seed);
        }
        catch (BadInputException error) when (wanted is not null)
        {
            throw new BadInputException($"{states.Name}: {error.Message}", error);
        }
    }
}

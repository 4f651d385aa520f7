using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>--low-loss</c> and <c>--deconvolve</c>: the low loss recorded together with the spectra that a model is asked about.</summary>
sealed class LowLossOptions
{
    readonly Option<string?> file = new("--low-loss") { Description = "The low loss recorded together with the spectra, one for each: the zero-loss peak of each calibrates its axis.", HelpName = "FILE" };
    readonly Option<bool> deconvolve = new("--deconvolve") { Description = "Take plural scattering out of each spectrum by its low loss; needs --low-loss." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        command.Add(file);
        command.Add(deconvolve);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="BadInputException">Plural scattering is to be taken out, and there is no low loss.</exception>
    public LowLossChoice Read(CommandRun run) => run.Value(deconvolve) && run.Value(file) is null
        ? throw new BadInputException("--deconvolve takes plural scattering out by a low loss. Give --low-loss FILE with it.")
        : new(run.Value(file), run.Value(deconvolve));
}

/// <summary>The low loss that goes with a file.</summary>
/// <param name="File">Its file; null for none.</param>
/// <param name="Deconvolves">Whether plural scattering is taken out by it.</param>
sealed record LowLossChoice(string? File, bool Deconvolves)
{
    /// <summary>Opens it, if there is one, hands it to <paramref name="use"/>, and closes it.</summary>
    public T With<T>(CommandRun run, Func<SpectrumImage?, T> use) => File is null ? use(null) : ModelInput.WithLowLoss(run, File, use);
}

using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>--axis-uncertainty</c>: what the user knows of the energy axis, or that the file is to say it.</summary>
/// <param name="Ev">Standard deviation of the axis' error, eV; null when it is to be estimated.</param>
sealed record AxisUncertainty(double? Ev)
{
    const string Word = "estimate";

    /// <summary>The option.</summary>
    public static Option<AxisUncertainty?> Option()
    {
        var option = Values.Option<AxisUncertainty?>(
            "--axis-uncertainty",
            "Standard deviation of the error of the energy axis, eV: verdicts are averaged over it, and the axis is not judged by the edge. `estimate` takes offset and uncertainty from what the file holds: zero loss, C K, N K, O K, L3.",
            "EV|estimate",
            text => string.Equals(text, Word, StringComparison.OrdinalIgnoreCase) ? new((double?)null) : new(Declared(text)));
        option.CompletionSources.Add(Word);
        return option;
    }

    /// <summary>What is known of the axis of one file.</summary>
    /// <param name="asked">The option's value; null when it was not given.</param>
    /// <param name="model">Knows the element and where its L3 lies.</param>
    /// <param name="spectra">The file's spectra.</param>
    /// <param name="offsetEv">The offset that the user gave; null for none.</param>
    /// <param name="context">The file's name; its low-loss partner, if it has one.</param>
    /// <exception cref="BadInputException">It is to be estimated, and the file holds no landmark; or an offset was given too.</exception>
    public static KnownAxis Known(AxisUncertainty? asked, TrainedModel model, ISpectra spectra, double? offsetEv, StepContext context)
    {
        if (asked is not { Ev: null }) return new(offsetEv, asked?.Ev);
        if (offsetEv is not null) throw new BadInputException("--axis-offset says where the axis lies, and --axis-uncertainty estimate asks the file. Give one of them, or the uncertainty as a number.");
        return KnownAxis.Estimated(model, spectra, context);
    }

    static double Declared(string text)
    {
        try
        {
            return Values.Number(text, 0, 20);
        }
        catch (BadInputException)
        {
            throw new BadInputException($"'{text}' is neither a number of eV from 0 up to 20 nor the word {Word}.");
        }
    }
}

using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say with which errors of a measurement spectra are labelled again.</summary>
sealed class RobustnessOptions
{
    readonly Option<Sweep?> shifts = Sweep("--shifts", "Label the spectra again at these energy shifts, eV; positive moves the features to higher energy.");
    readonly Option<Sweep?> noise = Sweep("--noise", "Label them again with their noise, the PCA residual, multiplied by these numbers.");
    readonly Option<Sweep?> gaussian = Sweep("--gaussian", "Label them again with Gaussian noise of these parts of the peak.");
    readonly Option<double[]?> doses = List("--doses", "Label them again counted anew with so many electrons at the peak.", "N,…");
    readonly Option<double[]?> broadenings = List("--resolutions", "Label them again broadened by these widths (FWHM), eV.", "EV,…");
    readonly Option<double[]?> dispersions = List("--dispersions", "Label them again on channels of these widths, eV.", "EV,…");
    readonly Option<int?> draws = Values.Option<int?>("--draws", "Draw Gaussian and shot noise so many times for every spectrum. Without it: until 2,000 labels are given.", "N", text => Values.Integer(text, 1, 10_000));

    IReadOnlyList<Option> Curves => [shifts, noise, gaussian, doses, broadenings, dispersions];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in (Option[])[.. Curves, draws]) command.Add(option);
    }

    /// <summary>True when any curve was asked for.</summary>
    public bool IsAsked(CommandRun run) => Curves.Any(run.IsGiven);

    /// <summary>The plan that the user asked for.</summary>
    public EvaluationPlan Plan(CommandRun run) => new()
    {
        ShiftsEv = run.Value(shifts)?.Values ?? [],
        NoiseMultiples = run.Value(noise)?.Values ?? [],
        GaussianSigmas = run.Value(gaussian)?.Values ?? [],
        PeakCounts = run.Value(doses) ?? [],
        BroadeningsEv = run.Value(broadenings) ?? [],
        DispersionsEv = run.Value(dispersions) ?? [],
        Draws = run.Value(draws),
    };

    static Option<Sweep?> Sweep(string name, string description) => Values.Option<Sweep?>(name, description, "FROM:TO:STEP", Values.Sweep);

    static Option<double[]?> List(string name, string description, string valueName) =>
        Values.Option<double[]?>(name, description, valueName, text => [.. text.Split(',').Select(Values.Positive)]);
}

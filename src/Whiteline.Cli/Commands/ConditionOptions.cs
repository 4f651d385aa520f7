using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Simulation;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say how a phantom is acquired. What is not given keeps the default of what is simulated.</summary>
sealed class ConditionOptions
{
    readonly Option<double?> dose = Number("--dose", "Expected counts at the L3 maximum above the background.", "COUNTS", 1e-3, 1e12);
    readonly Option<double?> resolution = Number("--resolution", "Energy resolution, full width at half maximum, eV.", "EV", 0.01, 10);
    readonly Option<double?> thickness = Number("--thickness", "Thickness over the mean free path, t/λ.", "NUMBER", 0, 5);
    readonly Option<double?> background = Number("--background", "Background at L3 over the height of L3; 0 for spectra whose background is removed.", "NUMBER", 0, 1000);
    readonly Option<double?> offset = Number("--axis-error", "Error of the energy axis, eV; positive moves the features to higher energy.", "EV", -50, 50);
    readonly Option<double?> gain = Number("--gain", "Reported counts per electron.", "NUMBER", 1e-6, 1e6);
    readonly Option<double?> readout = Number("--readout", "Standard deviation of the readout noise, counts.", "NUMBER", 0, 1e9);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in new[] { dose, resolution, thickness, background, offset, gain, readout }) command.Add(option);
    }

    /// <summary>The conditions that the user asked for.</summary>
    public Conditions Apply(CommandRun run, Conditions plain) => plain with
    {
        Dose = run.Value(dose) ?? plain.Dose,
        ResolutionEv = run.Value(resolution) ?? plain.ResolutionEv,
        RelativeThickness = run.Value(thickness) ?? plain.RelativeThickness,
        Background = run.Value(background) ?? plain.Background,
        ShiftEv = run.Value(offset) ?? plain.ShiftEv,
        Gain = run.Value(gain) ?? plain.Gain,
        ReadoutNoise = run.Value(readout) ?? plain.ReadoutNoise,
    };

    static Option<double?> Number(string name, string description, string valueName, double minimum, double maximum) =>
        Values.Option<double?>(name, description, valueName, text => Values.Number(text, minimum, maximum));
}

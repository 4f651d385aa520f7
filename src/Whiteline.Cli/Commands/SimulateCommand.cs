using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Formats.Npz;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline simulate dataset|image</c>: labelled phantoms whose truth is known.</summary>
static class SimulateCommand
{
    static readonly string[] DefaultClasses = ["Mn2+", "Mn3+", "Mn4+"];

    /// <summary>Creates the command with its two subcommands.</summary>
    public static CliCommand Create(CommonOptions common) =>
        new("simulate", "Makes labelled phantoms: spectra or spectrum images whose truth is known.", "whiteline simulate dataset --per-class 100 --out mn.npz")
        {
            Dataset(common), Image(common),
        };

    static CliCommand Dataset(CommonOptions common)
    {
        var perClass = Values.Option(
            "--per-class", "Spectra of each of Mn2+, Mn3+ and Mn4+, or classes with their numbers.", "N|LABEL=N,…", Classes, () => Classes("100"));
        var conditions = new ConditionOptions();
        var shift = Values.Option("--shift-sd", "Standard deviation of the energy axis between specimens, eV.", "EV", text => Values.Number(text, 0, 20), () => 0);
        var groups = Values.Option("--groups", "Specimens per class.", "N", text => Values.Integer(text, 1, 100_000), () => 8);
        var energies = EnergiesOption("the white lines with the background before them");
        var output = Output("The dataset to write, .npz or .csv.");
        var command = new CliCommand(
            "dataset",
            "Simulates labelled spectra.",
            "whiteline simulate dataset --per-class Fe2+=1200,Fe2.67+=970 --dose 200 --shift-sd 0.5 --out fe.npz")
        {
            perClass, shift, groups, energies, output, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        conditions.AddTo(command);
        return command.Runs(run =>
        {
            var options = new PhantomDatasetOptions(run.Value(perClass)!) { Conditions = conditions.Apply(run, new()), ShiftSdEv = run.Value(shift), GroupsPerClass = run.Value(groups), Axis = run.Value(energies) };
            var data = PhantomDataset.Make(options, run.Seed, run.Threads, run.Progress, run.Cancellation);
            var file = run.Value(output)!;
            LabeledSpectraFile.Write(file, data);
            run.Print(
                new { @out = file, spectra = data.Count, channels = data.Axis.Count, labels = data.Classes, groups = data.Groups!.Distinct().Count() },
                page => page.Line($"{file}: {data.Count} spectra of {string.Join(", ", data.Classes)}, {data.Axis}"));
        });
    }

    static Option<EnergyAxis?> EnergiesOption(string without) =>
        Values.Option<EnergyAxis?>("--energies", $"Energy axis, eV; from 500 eV on it holds the oxygen K edge. Without it: {without}.", "FROM:TO:STEP", Energies);

    static EnergyAxis Energies(string text) => Values.Sweep(text).Values is { Count: >= 16 } energies && energies[0] > 0
        ? new(energies[0], energies[1] - energies[0], energies.Count)
        : throw new BadInputException($"'{text}' is no energy axis. Give FROM:TO:STEP in eV with at least 16 channels, such as 500:680:0.2.");

    static CliCommand Image(CommonOptions common)
    {
        var kind = Values.Choice("--kind", "The specimen: an Fe2+ core in an Fe2.67+ shell, or a film from Mn2+ to Mn4+.", "core-shell", "core-shell", "gradient");
        var size = Values.Option("--size", "Rows and columns.", "N", text => Values.Integer(text, 1, 4096), () => 64);
        var energies = EnergiesOption("450 to 759.75 eV in steps of 0.25");
        var conditions = new ConditionOptions();
        var truth = new Option<string?>("--truth") { Description = "Write the truth too, .npz: label (rows, columns) and share (rows, columns, classes).", HelpName = "FILE" };
        var lowLoss = new Option<string?>("--low-loss") { Description = "Write the low loss of the same pixels too: the zero loss, and the plasmons of their thickness.", HelpName = "FILE" };
        var output = Output("The image to write; its extension names the format.");
        var command = new CliCommand(
            "image",
            "Simulates a spectrum image.",
            "whiteline simulate image --kind core-shell --out cube.hspy --truth cube-truth.npz")
        {
            kind, size, energies, truth, lowLoss, output, common.Seed, common.Threads, common.Json, common.Quiet,
        };
        conditions.AddTo(command);
        return command.Runs(run =>
        {
            var (file, truthFile, lowFile) = (run.Value(output)!, run.Value(truth), run.Value(lowLoss));
            if (truthFile is not null && OwnInput.IsOne(file, truthFile)) throw BadInputException.In(file, "it is named for the image and for its truth", "Give --out and --truth different names.");
            if (lowFile is not null && new[] { file, truthFile }.OfType<string>().Any(other => OwnInput.IsOne(lowFile, other))) throw BadInputException.In(lowFile, "it is named for the low loss and for another file", "Give --low-loss a name of its own.");
            var plain = new PhantomImageOptions(run.Value(kind) == "gradient" ? PhantomKind.Gradient : PhantomKind.CoreShell) { Rows = run.Value(size), Columns = run.Value(size) };
            var options = plain with { Conditions = conditions.Apply(run, plain.Conditions), Axis = run.Value(energies) ?? plain.Axis };
            var lowWriter = lowFile is null ? null : run.Formats.WriterFor(lowFile);
            var phantom = PhantomImage.Make(options, run.Seed, run.Threads, run.Progress, run.Cancellation);
            run.Formats.WriterFor(file).Write(file, [phantom.ToSignal()], run.Cancellation);
            lowWriter?.Write(lowFile!, [PhantomLowLoss.Make(options, run.Seed, run.Threads, run.Progress, run.Cancellation).ToSignal()], run.Cancellation);
            if (truthFile is not null) WriteTruth(truthFile, phantom);
            run.Print(
                new { @out = file, truth = truthFile, lowLoss = lowFile, rows = phantom.Image.Rows, columns = phantom.Image.Columns, channels = phantom.Image.Axis.Count, labels = phantom.Classes, counts = phantom.Labels.CountBy(label => label).ToDictionary() },
                page => page.Line(string.Create(CultureInfo.InvariantCulture, $"{file}: {phantom.Image.Rows} × {phantom.Image.Columns} pixels, {phantom.Image.Axis}")));
        });
    }

    static void WriteTruth(string file, PhantomImage phantom)
    {
        var (rows, columns, classes) = (phantom.Image.Rows, phantom.Image.Columns, phantom.Classes.Count);
        NpzArchive.Write(file, [new("label", new(phantom.Labels, rows, columns)), new("share", new(phantom.Shares, rows, columns, classes)), new("classes", new(phantom.Classes, classes))]);
    }

    static IReadOnlyList<KeyValuePair<string, int>> Classes(string text)
    {
        var counts = text.Contains('=', StringComparison.Ordinal)
            ? Values.Counts(text)
            : [.. DefaultClasses.Select(label => new KeyValuePair<string, int>(label, Values.Integer(text, 1)))];
        foreach (var (label, _) in counts) Ion.Of(label);
        return counts;
    }

    static Option<string> Output(string description) => new("--out") { Description = description, HelpName = "FILE", Required = true };
}

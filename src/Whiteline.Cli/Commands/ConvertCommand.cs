using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Formats.Text;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline convert IN OUT</c>: from one format to another, by extension.</summary>
static class ConvertCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var input = new Argument<string>("IN") { Description = "The file to read; recognised by its content." };
        var output = new Argument<string>("OUT") { Description = "The file to write; its extension names the format. It is replaced if it exists." };
        var signal = Values.Option<int?>(
            "--signal", "Which signal to write, as `whiteline info` numbers them, from 0. Without it, all of them.", "N", text => Values.Integer(text, 0));
        var resample = new Option<bool>("--resample") { Description = "Put a text table whose energies have uneven steps on as many even ones, by linear interpolation." };
        var single = new SingleScattering();
        var command = new CliCommand(
            "convert",
            "Writes a file in another format.",
            "whiteline convert map.dm3 map.hspy",
            "whiteline convert labelled.csv labelled.npz",
            "whiteline convert session.dm4 core-loss.hspy --signal 1",
            "whiteline convert thick.dm4 single.hspy --low-loss thick-low.dm4 --background 600:635")
        {
            input, output, signal, resample, common.Threads, common.Json, common.Quiet,
        };
        single.AddTo(command);
        return command.Runs(run =>
        {
            if (single.Asked(run)) RunSingle(run, single, run.Value(input)!, run.Value(output)!, run.Value(signal), run.Value(resample));
            else Run(run, run.Value(input), run.Value(output), run.Value(signal), run.Value(resample));
        });
    }

    // Of a file with several signals the core loss is written: the others have no low loss of theirs.
    static void RunSingle(CommandRun run, SingleScattering single, string input, string output, int? index, bool resample)
    {
        OwnInput.Refuse(output, input);
        single.RefuseAsOutput(run, output);
        if (resample) throw new BadInputException("--resample puts a text table on even energy steps as it is written. Do so first, then take plural scattering out of what was written.");
        var writer = run.Formats.WriterFor(output);
        string sentence;
        int spectra;
        if (LabeledSpectraFile.IsOne(input) && LabeledSpectraFile.CanWrite(output))
        {
            (var dataset, sentence) = single.Of(run, input, LabeledSpectraFile.Read(input));
            LabeledSpectraFile.Write(output, dataset);
            spectra = dataset.Count;
        }
        else
        {
            (var signal, sentence) = single.Of(run, input, index);
            Write(run, writer, output, [signal]);
            if (LabeledSpectraFile.IsOne(input)) WarnOfLabels(run, output);
            spectra = (int)(signal.Samples.Count / signal.Axes[^1].Size);
        }
        run.Print(
            new { input, output, format = ((ISpectrumFormat)writer).Name, spectra, applied = sentence },
            page =>
            {
                page.Line($"{output}: {((ISpectrumFormat)writer).Name}, {spectra} {(spectra == 1 ? "spectrum" : "spectra")}");
                page.Line(sentence);
            });
    }

    static void Run(CommandRun run, string input, string output, int? index, bool resample)
    {
        OwnInput.Refuse(output, input);
        var writer = run.Formats.WriterFor(output);
        if (resample && run.Formats.FormatOf(input) is var read and not CsvFormat)
            throw BadInputException.In(input, $"--resample puts text tables on even energy steps, and this is {read.Name}", "Leave it out.");
        var signals = (resample ? Resampling(run.Formats) : run.Formats).Open(input);
        try
        {
            var chosen = Choose(signals, index, input);
            foreach (var warning in chosen.SelectMany(signal => signal.Warnings).Distinct()) run.Warn($"'{input}': {warning}");
            if (index is null or 0 && LabeledSpectraFile.IsOne(input)) WriteDataset(run, writer, input, output, chosen, resample);
            else Write(run, writer, output, chosen);
            var format = ((ISpectrumFormat)writer).Name;
            run.Print(
                new { input, output, format, signals = chosen.Select(signal => new { signal.Title, signal.Kind, signal.Shape, signal.DataType }) },
                page => page.Line($"{output}: {format}, {chosen.Length} {(chosen.Length == 1 ? "signal" : "signals")}"));
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }

    static FormatCatalog Resampling(FormatCatalog formats) => new([.. formats.Formats.Select(format => format is CsvFormat ? new CsvFormat(resample: true) : format)]);

    // As signals the spectra would lose their labels and groups.
    static void WriteDataset(CommandRun run, ISpectrumWriter writer, string input, string output, Signal[] signals, bool resample)
    {
        if (!LabeledSpectraFile.CanWrite(output))
        {
            Write(run, writer, output, signals);
            WarnOfLabels(run, output);
            return;
        }
        var dataset = LabeledSpectraFile.Read(input, resample);
        LabeledSpectraFile.Write(output, dataset);
        if (dataset.Provenance is not null && !output.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)) run.Warn($"'{output}': this format holds no provenance, so it was left out. Write .npz to keep it.");
    }

    static void WarnOfLabels(CommandRun run, string output) =>
        run.Warn($"'{output}': this format holds no labels and groups, so only the spectra were written. Write .npz or .csv to keep them.");

    static void Write(CommandRun run, ISpectrumWriter writer, string output, Signal[] signals)
    {
        try
        {
            writer.Write(output, signals, run.Cancellation);
        }
        // The writer cannot know the option that would mend it; a failure of the disk has another failure beneath it.
        catch (BadInputException error) when (signals.Length > 1 && error.InnerException is null)
        {
            throw new BadInputException($"{error.Message} Choose one with --signal N; see `whiteline info`.", error);
        }
        var lost = signals.Aggregate(SignalParts.None, (all, signal) => all | signal.Parts()) & ~writer.Keeps;
        if (lost != SignalParts.None)
            run.Warn($"'{output}': this format holds no {lost.InWords()}, so the file has none.{(lost == SignalParts.SpectrumNames ? "" : " Write .hspy to keep what is known.")}");
        if (signals.Any(signal => signal.DataType.StartsWith("complex", StringComparison.Ordinal)))
            run.Warn($"'{output}': the samples are complex numbers; their modulus was written.");
    }

    static Signal[] Choose(IReadOnlyList<Signal> signals, int? index, string input)
    {
        if (index is not { } one)
        {
            var readable = signals.Where(signal => signal.Refusal is null).ToArray();
            if (readable.Length > 0) return readable;
            throw signals.Count > 0 ? new BadInputException(signals[0].Refusal!) : BadInputException.In(input, "it holds no signal", "Give a file with a spectrum or an image.");
        }
        if (one >= signals.Count)
            throw BadInputException.In(input, $"it has no signal {one}", $"It holds {signals.Count}, numbered from 0; see `whiteline info`.");
        return signals[one].Refusal is { } refusal ? throw new BadInputException(refusal) : [signals[one]];
    }
}

using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>convert --low-loss FILE --background FROM:TO</c>: core-loss spectra without background and without plural scattering, for whatever is to learn from them or show them.</summary>
sealed class SingleScattering
{
    readonly Option<string?> lowLoss = new("--low-loss") { Description = "Take plural scattering out of each spectrum by the low loss recorded with it; needs --background.", HelpName = "FILE" };
    readonly Option<EnergyWindow?> background = Values.Option<EnergyWindow?>("--background", "With --low-loss: energies before the edge in which a power-law background is fitted, eV; it is subtracted first.", "FROM:TO", Values.Window);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        command.Add(lowLoss);
        command.Add(background);
    }

    /// <summary>Whether it was asked for.</summary>
    /// <exception cref="BadInputException">One of the options was given without the other.</exception>
    public bool Asked(CommandRun run) => (run.Value(lowLoss), run.Value(background)) switch
    {
        (null, null) => false,
        (null, _) => throw new BadInputException("--background says where the background is fitted before plural scattering is taken out. Give --low-loss FILE with it."),
        (_, null) => throw new BadInputException("Plural scattering can be taken out of an edge without its background only. Give --background FROM:TO, before the edge, with --low-loss."),
        _ => true,
    };

    /// <summary>Refuses an output that is the low loss.</summary>
    public void RefuseAsOutput(CommandRun run, string output) => OwnInput.Refuse(output, run.Value(lowLoss));

    /// <summary>The core loss of a file, so prepared, and what was done to it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">The file.</param>
    /// <param name="index">Its signal; null for the core loss with the most spectra.</param>
    public (Signal Signal, string Sentence) Of(CommandRun run, string input, int? index) => ModelInput.With(run, input, index, image =>
    {
        var (samples, axis, sentence) = Prepare(run, input, image);
        var single = new SpectrumImage(image.Rows, image.Columns, axis, new MemorySampleSource(samples))
        {
            RowAxis = image.RowAxis,
            ColumnAxis = image.ColumnAxis,
            Title = image.Title,
            Names = image.Names,
            Metadata = image.Metadata,
        };
        return (single.ToSignal(), sentence);
    });

    /// <summary>A labelled dataset, so prepared, and what was done to it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">Its file.</param>
    /// <param name="dataset">The dataset.</param>
    public (LabeledSpectra Dataset, string Sentence) Of(CommandRun run, string input, LabeledSpectra dataset)
    {
        var (samples, axis, sentence) = Prepare(run, input, dataset);
        return (new(axis, samples, dataset.Labels, dataset.Groups) { Synthetic = dataset.Synthetic, Provenance = dataset.Provenance }, sentence);
    }

    (float[] Samples, EnergyAxis Axis, string Sentence) Prepare(CommandRun run, string input, ISpectra spectra)
    {
        var window = run.Value(background)!;
        // Below the window the power law is no background: what it leaves there is nothing to show or to learn from.
        var recipe = new Recipe(new PowerLawBackground(window), new Deconvolution(window.FromEv), new Crop(new(window.FromEv, spectra.Axis.LastEv)));
        return ModelInput.WithLowLoss(run, run.Value(lowLoss)!, low =>
        {
            var prepared = recipe.Prepare(spectra, new StepContext(input, run.Seed, run.Threads, run.Cancellation) { LowLoss = low });
            if ((long)prepared.Count * prepared.Axis.Count > Array.MaxLength) throw BadInputException.In(input, $"{prepared.Count} spectra of {prepared.Axis.Count} channels do not fit in memory", "Divide the image.");
            var samples = new float[prepared.Count * prepared.Axis.Count];
            SpectraPass.ForEach(prepared, new(input, run.Seed, run.Threads, run.Cancellation), block => block, block => block.Intensity.CopyTo(samples, block.First * prepared.Axis.Count));
            return (samples, prepared.Axis, string.Join(" ", prepared.Applied.Select(step => step.Sentence)));
        });
    }
}

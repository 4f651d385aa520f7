using System.CommandLine;
using System.Globalization;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Preprocessing;
using Whiteline.Preprocessing.Landmarks;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline info FILE --axis</c>: how far a file's energy axis is off, by what it holds.</summary>
sealed class AxisOptions
{
    readonly Option<bool> axis = new("--axis") { Description = "Estimate the error of the energy axis from the landmarks that the file holds: zero loss, C K, N K, O K, L3." };
    readonly Option<string?> element = new("--element") { Description = "With --axis: the element of the L2,3 edge. Without it: that of a dataset's labels, or of the strongest edge.", HelpName = "SYMBOL" };
    readonly Option<int?> signal = Values.Option<int?>("--signal", "With --axis: which signal of the file, from 0. Without it: the one with the most spectra; of several with as many, the one at the highest energies.", "N", text => Values.Integer(text, 0));
    readonly Option<string?> lowLoss = new("--low-loss") { Description = "With --axis: the low-loss file acquired together with this one, for the zero-loss peak.", HelpName = "FILE" };
    readonly Option<string?> figure = new("--figure") { Description = "With --axis: draw what each landmark says into this file, .png or .svg.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in new Option[] { axis, element, signal, lowLoss, figure }) command.Add(option);
    }

    /// <summary>Whether the axis was asked about.</summary>
    /// <exception cref="BadInputException">It was not, and an option that needs it was given.</exception>
    public bool Asked(CommandRun run)
    {
        if (run.Value(axis)) return true;
        if (new Option[] { element, signal, lowLoss, figure }.FirstOrDefault(run.IsGiven) is { } stray) throw new BadInputException($"{stray.Name} tells how to look at the energy axis; give --axis with it.");
        return false;
    }

    /// <summary>The estimate; null when no landmark stands out.</summary>
    public AxisEstimate? Estimate(CommandRun run, string file, IReadOnlyList<Signal> signals)
    {
        var named = run.Value(element) ?? (LabeledSpectraFile.IsOne(file) ? TrainedModel.ElementOf(LabeledSpectraFile.Read(file).Classes) : null);
        if (run.IsGiven(element) && Edge.L23Of(named!) is null) throw new BadInputException($"The table of edges has no L2,3 edge of '{named}'. Use one of: {string.Join(", ", Edge.All.Where(edge => edge.SplittingEv is not null).Select(edge => edge.Element))}.");
        var image = SpectrumImage.From(SignalChoice.Of(signals, run.Value(signal), file), file);
        var context = new StepContext(file, run.Seed, run.Threads, run.Cancellation);
        return run.Value(lowLoss) is { } partner
            ? ModelInput.WithLowLoss(run, partner, low => AxisEstimator.Of(image, named, context with { LowLoss = low }))
            : AxisEstimator.Of(image, named, context);
    }

    /// <summary>Draws the estimate where a figure is asked for and there is something to draw.</summary>
    /// <exception cref="BadInputException">The file's name ends in neither .png nor .svg.</exception>
    public void Draw(CommandRun run, string file, AxisEstimate? estimate)
    {
        if (run.Value(figure) is not { } path) return;
        var isPng = path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        if (!isPng && !path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) throw new BadInputException($"'{path}' ends in neither .png nor .svg. Name the figure so.");
        if (estimate is null) return;
        var drawn = new AxisFigure(estimate, $"Energy axis of {Path.GetFileName(file)}");
        if (isPng) AtomicFile.Write(path, stream => stream.Write(drawn.Png(640, drawn.Height)));
        else AtomicFile.WriteText(path, drawn.Svg(640, drawn.Height));
    }

    /// <summary>Writes the estimate for a reader.</summary>
    public static void Fill(Page page, AxisEstimate? estimate)
    {
        page.Line();
        if (estimate is null)
        {
            page.Line("No zero-loss peak and no edge of known energy stands out within 15 eV of its place: nothing is known of the error of the energy axis.");
            return;
        }
        page.Table(
            ["landmark", "found, eV", "expected, eV", "offset, eV", "±", "noise", "dispersion", "compounds", "strength"],
            estimate.Landmarks.Select(landmark => (string[])
            [
                landmark.Name, Number(landmark.FoundEv), Number(landmark.ExpectedEv), Number(landmark.OffsetEv), Number(landmark.UncertaintyEv),
                Number(landmark.StatisticalEv), Number(landmark.DispersionEv), Number(landmark.ScatterEv), landmark.Significance.ToString("0", CultureInfo.InvariantCulture),
            ]));
        page.Line(estimate.Sentence);
    }

    static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}

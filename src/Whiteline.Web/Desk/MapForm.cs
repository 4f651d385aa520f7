using Whiteline.Maps;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Spectra;
using Whiteline.Web.Commands;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Desk;

/// <summary>The settings of the Map page, as a piece of work and as a command line: both say the same.</summary>
sealed class MapForm
{
    /// <summary>Name of the model file.</summary>
    public string? Model { get; set; }

    /// <summary>Name of the low-loss image acquired together with it, or null.</summary>
    public string? LowLoss { get; set; }

    /// <summary>A known offset to add to the file's energies, eV; null to let the recipe judge.</summary>
    public double? AxisOffsetEv { get; set; }

    /// <summary>Pixels whose L3 stands less than this over its standard error are masked.</summary>
    public double LeastStrength { get; set; } = new SignalMaskOptions().LeastStrength;

    /// <summary>The command line.</summary>
    public CommandText Command(string image, int? signal, string folder) => new CommandText("map", Model!, image, "--out", folder)
        .Add("--signal", signal)
        .Add("--axis-offset", AxisOffsetEv)
        .Add("--low-loss", LowLoss)
        .Add("--least-strength", LeastStrength == new SignalMaskOptions().LeastStrength ? null : LeastStrength);

    /// <summary>Makes the map and writes it into a folder of the served one.</summary>
    public static MapOutcome Run(MapRequest request, ServedFolder served, ServedSpectra spectra, ServeOptions options, Job job)
    {
        var model = ModelFile.Read(served.Existing(request.Model));
        string[] inputs = [request.Image, request.Model, .. request.LowLoss is { } low ? (string[])[low] : []];
        var map = new MapOptions([.. inputs.Select(name => InputFile.Of(served.Existing(name)))], request.Command.Recorded) { AxisOffsetEv = request.AxisOffsetEv, Mask = new(request.LeastStrength) };
        var result = spectra.With(request.Image, request.Signal, image => request.LowLoss is null
            ? Map(image, null)
            : spectra.With(request.LowLoss, null, low => Map(image, low)));
        var folder = served.PathOf(request.Folder);
        var files = MapFolder.Write(folder, result, Path.GetFileName(request.Image), model, null, options.Formats, job.Cancellation);
        return new(result, model, request.Folder, [.. files.Select(served.NameOf)]);

        MapResult Map(SpectrumImage image, SpectrumImage? low) =>
            Mapping.Run(model, image, map, new StepContext(request.Image, new(0), options.Threads, job.Cancellation) { LowLoss = low }, job);
    }

    /// <summary>The settings as they are now, for work that goes on while the page changes.</summary>
    public MapRequest Request(string image, int? signal, string folder) => new(Model!, image, signal, LowLoss, AxisOffsetEv, LeastStrength, folder, Command(image, signal, folder));
}

/// <summary>A map to be made: names of files, and how.</summary>
sealed record MapRequest(string Model, string Image, int? Signal, string? LowLoss, double? AxisOffsetEv, double LeastStrength, string Folder, CommandText Command);

/// <summary>A map that was made.</summary>
/// <param name="Result">The map.</param>
/// <param name="Model">The model that made it.</param>
/// <param name="Folder">Where its files are, as a name in the served folder.</param>
/// <param name="Files">Their names in the served folder.</param>
sealed record MapOutcome(MapResult Result, TrainedModel Model, string Folder, IReadOnlyList<string> Files);

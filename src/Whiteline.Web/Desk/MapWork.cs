using Whiteline.Formats;
using Whiteline.Fractions;
using Whiteline.Maps;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Spectra;
using Whiteline.Web.Commands;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Desk;

/// <summary>Makes the map that the Map page asks for, and writes it into a folder of the served one.</summary>
static class MapWork
{
    // As the command line has it without --seed.
    static readonly Seed Seed = new(0);

    /// <summary>Makes the map.</summary>
    /// <exception cref="BadInputException">A file cannot be read, or the settings do not suit it.</exception>
    public static MapOutcome Run(MapRequest request, ServedFolder served, ServedSpectra spectra, ServeOptions options, Job job)
    {
        var form = request.Form;
        var model = form.Element is { } element ? BuiltInModels.Read(element) : ModelFile.Read(served.Existing(form.Model));
        var fractions = form.Fractions ? Fractions(form, model.Element, served) : null;
        string[] inputs = [request.Image, .. new[] { form.Element is null ? form.Model : null, form.LowLoss, form.Fractions ? form.References : null }.OfType<string>()];
        var map = new MapOptions([.. inputs.Select(name => InputFile.Of(served.Existing(name)))], request.Command.Recorded)
        {
            ErrorRate = form.ErrorRate,
            Survival = form.Survival,
            Mask = new(form.LeastStrength),
        };
        var (result, mixed) = spectra.With(request.Image, request.Signal, image => form.LowLoss is null ? Map(image, null) : spectra.With(form.LowLoss, null, low => Map(image, low), lowLoss: true));
        var files = MapFolder.Write(served.PathOf(request.Folder), result, Path.GetFileName(request.Image), model, null, mixed, options.Formats, job.Cancellation);
        return new(result, mixed, model, form.ErrorRate, request.Folder, [.. files.Select(served.NameOf)]);

        (MapResult Map, FractionMap? Fractions) Map(SpectrumImage image, SpectrumImage? low)
        {
            var context = new StepContext(request.Image, Seed, options.Threads, job.Cancellation) { LowLoss = low, Deconvolves = low is not null && form.Deconvolves };
            var axis = form.AxisEstimated ? KnownAxis.Estimated(model, image, context) : new(form.AxisOffsetEv, form.AxisUncertaintyEv);
            var result = Mapping.Run(model, image, map with { Axis = axis }, context, job);
            return (result, fractions is null ? null : FractionMap.Of(result.Map, image, fractions with { Axis = axis }, context, job));
        }
    }

    static FractionRequest Fractions(MapForm form, string? element, ServedFolder served)
    {
        var references = form.References is { } file ? LabeledSpectraFile.Read(served.Existing(file)) : null;
        return FractionRequests.Of(element, form.StateList, references, Seed);
    }
}

/// <summary>A map to be made: of what, and how.</summary>
sealed record MapRequest(MapForm Form, string Image, int? Signal, string Folder, CommandText Command);

/// <summary>A map that was made.</summary>
/// <param name="Result">The map.</param>
/// <param name="Fractions">Fractions on the same pixels; null when nobody asked.</param>
/// <param name="Model">The model that made it.</param>
/// <param name="ErrorRate">The error rate of its sets; null when nobody asked.</param>
/// <param name="Folder">Where its files are, as a name in the served folder.</param>
/// <param name="Files">Their names in the served folder.</param>
public sealed record MapOutcome(MapResult Result, FractionMap? Fractions, TrainedModel Model, double? ErrorRate, string Folder, IReadOnlyList<string> Files);

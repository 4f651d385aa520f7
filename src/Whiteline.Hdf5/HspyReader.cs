using System.Globalization;
using PureHDF;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>Lists the signals of one HyperSpy file.</summary>
sealed class HspyReader(string path)
{
    const string Undefined = "<undefined>";
    const int MostSignals = 10_000;

    /// <summary>Lists the signals; no sample is read.</summary>
    public IReadOnlyList<Signal> Read()
    {
        using var file = new Hdf5File(path);
        return file.Walk(root => ReadAll(root, file.Length));
    }

    Signal[] ReadAll(IH5Group root, long fileBytes)
    {
        var experiments = root.FindGroup("Experiments")?.Children().OfType<IH5Group>().Take(MostSignals).ToArray() ?? [];
        Signal[] signals = [.. experiments.Where(group => group.LinkExists("data")).Select(group => ReadSignal(group, fileBytes))];
        return signals.Length > 0 ? signals : throw BadInputException.In(path, "it is an HDF5 file without a signal of HyperSpy (/Experiments)", "Open it in the program that wrote it and save it as .hspy.");
    }

    Signal ReadSignal(IH5Group group, long fileBytes)
    {
        if (group.Get("data") is not IH5Dataset dataset) throw BadInputException.In(path, $"'{group.Name}' holds no array of data", "Save it again with HyperSpy.");
        var stored = StoredDataset.Of(dataset, $"/Experiments/{group.Name}/data", path, fileBytes);
        var groups = Enumerable.Range(0, stored.Shape.Length).Select(i => group.FindGroup("axis-" + i.ToString(CultureInfo.InvariantCulture))).ToArray();
        SignalAxis[] axes = [.. groups.Select((axis, i) => ReadAxis(axis, stored.Shape[i]))];
        var spectral = IsSignalAxis(group, groups);
        var kind = spectral.Count(isSignal => isSignal) == 1 && spectral[^1] ? axes.Length == 1 ? SignalKind.Spectrum : SignalKind.SpectrumImage : SignalKind.Image;
        var title = group.FindGroup("metadata", "General").Text("title") ?? group.FindGroup("mapped_parameters").Text("title") ?? "";
        var refusal = Refusal(title, stored, groups);
        return new(title, kind, axes, stored.TypeName, refusal is null ? new DatasetSampleSource(path, stored, stored.Type!.Value) : null)
        {
            Metadata = HspyMetadata.Read(group),
            Refusal = refusal,
        };
    }

    SignalAxis ReadAxis(IH5Group? axis, int size)
    {
        if (axis.Number("size") is { } announced && announced != size)
            throw BadInputException.In(path, string.Create(CultureInfo.InvariantCulture, $"an axis of {announced} steps belongs to {size} samples"), "It is damaged: copy it again from where it came from.");
        return new(axis.Text("name") ?? Undefined, axis.Number("offset") ?? 0, axis.Number("scale") ?? 1, size, axis.Text("units") ?? Undefined);
    }

    // Each axis says whether it is navigated; before version 2 of the files one word said how many axes a signal has.
    static bool[] IsSignalAxis(IH5Group group, IH5Group?[] axes)
    {
        var old = group.FindGroup("metadata", "Signal").Text("record_by") ?? group.FindGroup("mapped_parameters").Text("record_by");
        var signalAxes = old == "image" ? 2 : 1;
        return [.. axes.Select((axis, i) => !(axis.Flag("navigate") ?? i < axes.Length - signalAxes))];
    }

    string? Refusal(string title, StoredDataset stored, IH5Group?[] axes)
    {
        if (stored.Type is null) return $"'{path}': the samples of '{title}' are of type {stored.TypeName}, not intensities. Save it from HyperSpy as numbers.";
        return axes.Any(axis => axis.Text("_type") is { } type and not "UniformDataAxis" || axis.Text("expression") is not null)
            ? $"'{path}': an axis of '{title}' is not uniform. Make it so in HyperSpy with convert_to_uniform_axis or interpolate_on_axis."
            : null;
    }
}

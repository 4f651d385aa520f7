using PureHDF;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>The signals of an open HyperSpy file.</summary>
static class HspyReader
{
    const int LargestDimensions = 16;

    /// <summary>Lists them; the file is closed when the last of them is.</summary>
    public static IReadOnlyList<Signal> Signals(HspyFile file)
    {
        if (!file.Root.LinkExists("Experiments"))
            throw BadInputException.In(file.Path, "it is an HDF5 file without a group 'Experiments'", "Only HyperSpy's HDF5 files are read: save it with HyperSpy.");
        var signals = new List<Signal>();
        foreach (var experiment in file.Root.Group("Experiments").Children().OfType<IH5Group>())
            if (experiment.LinkExists("data")) signals.Add(Read(file, experiment));
        if (signals.Count == 0) throw BadInputException.In(file.Path, "it holds no signal", "Save it again with HyperSpy.");
        file.Dispose();
        return signals;
    }

    static Signal Read(HspyFile file, IH5Group experiment)
    {
        var data = experiment.Dataset("data");
        ulong[] dimensions = data.Space.Dimensions.Length > 0 ? data.Space.Dimensions : [1];
        if (dimensions.Length > LargestDimensions || dimensions.Any(size => size is 0 or > int.MaxValue))
            throw BadInputException.In(file.Path, $"'{experiment.Name}' has an impossible shape ({string.Join(" × ", dimensions)})", "Save it again with HyperSpy.");
        var type = HspyTypes.Of(data.Type) ?? throw BadInputException.In(file.Path, $"'{experiment.Name}' holds samples that are not numbers", "Save an array of numbers.");
        var samples = new HspySampleSource(file, data, dimensions, type);
        var axes = dimensions.Select((size, i) => Axis(experiment, i, (int)size)).ToArray();
        var metadata = experiment.LinkExists("metadata") ? HspyNode.Of(experiment.Group("metadata")) : HspyNode.Empty;
        var signalDimensions = axes.Count(axis => !axis.Navigates);
        return new(
            metadata.Text("General", "title") ?? "",
            signalDimensions != 1 ? SignalKind.Image : axes.Length == 1 ? SignalKind.Spectrum : SignalKind.SpectrumImage,
            [.. axes.Select(axis => axis.Axis)],
            Formats.SampleConversion.NameOf(type),
            samples)
        {
            Metadata = HspyMetadata.Of(metadata),
        };
    }

    static (SignalAxis Axis, bool Navigates) Axis(IH5Group experiment, int index, int size)
    {
        var name = $"axis-{index}";
        var node = experiment.LinkExists(name) ? HspyNode.Of(experiment.Group(name)) : HspyNode.Empty;
        // Before version 1.3 of the format the flag lay in `navigate` as a number.
        var navigates = node.Flag("navigate") ?? false;
        return (new(node.Text("name"), node.Number("offset") ?? 0, node.Number("scale") ?? 1, size, node.Text("units")), navigates);
    }
}

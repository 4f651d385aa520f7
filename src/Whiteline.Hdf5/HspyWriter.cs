using PureHDF;
using Whiteline.Spectra;

namespace Whiteline.Hdf5;

/// <summary>Writes signals in the layout of HyperSpy's files of version 3.1, an experiment each.</summary>
static class HspyWriter
{
    const string Undefined = "<undefined>";

    // h5py knows a boolean by these two names.
    enum Truth : byte { FALSE, TRUE }

    public static void Write(string path, IReadOnlyList<Signal> signals, CancellationToken cancellation)
    {
        ChunkedData[] data = [.. signals.Select(ChunkedData.Of)];
        H5Group experiments = [];
        for (var i = 0; i < signals.Count; i++) experiments[FreeName(experiments, signals[i].Title)] = Experiment(signals[i], data[i].Dataset);
        H5File file = new() { ["Experiments"] = experiments };
        file.Attributes["file_format"] = "HyperSpy";
        file.Attributes["file_format_version"] = "3.1";
        using var writer = file.BeginWrite(path);
        foreach (var samples in data) samples.Write(writer, cancellation);
    }

    static H5Group Experiment(Signal signal, H5Dataset data)
    {
        H5Group group = new()
        {
            ["data"] = data,
            ["metadata"] = HspyMetadataTree.Of(signal),
            ["original_metadata"] = new H5Group(),
            ["learning_results"] = new H5Group(),
        };
        group.Attributes["package"] = "hyperspy";
        group.Attributes["package_version"] = "";
        var signalAxes = signal.Kind != SignalKind.Image ? 1 : signal.Axes.Count == 1 ? 0 : 2;
        for (var i = 0; i < signal.Axes.Count; i++)
            group[FormattableString.Invariant($"axis-{i}")] = AxisGroup(signal.Axes[i], i < signal.Axes.Count - signalAxes, isBinned: signalAxes == 1 && i == signal.Axes.Count - 1);
        return group;
    }

    static H5Group AxisGroup(SignalAxis axis, bool isNavigated, bool isBinned)
    {
        H5Group group = [];
        group.Attributes["_type"] = "UniformDataAxis";
        if (axis.Name is { } name and not Undefined) group.Attributes["name"] = name;
        if (axis.Units is { } units and not Undefined) group.Attributes["units"] = units;
        group.Attributes["navigate"] = Flag(isNavigated);
        group.Attributes["is_binned"] = Flag(isBinned);
        group.Attributes["offset"] = axis.Offset;
        group.Attributes["scale"] = axis.Scale;
        group.Attributes["size"] = (long)axis.Size;
        return group;
    }

    static object Flag(bool value) => value ? Truth.TRUE : Truth.FALSE;

    // A slash would open a group within.
    static string FreeName(H5Group experiments, string title)
    {
        var name = title.Replace('/', '-').Replace("\0", "", StringComparison.Ordinal);
        if (name.Trim('.').Length == 0) name = "__unnamed__";
        var free = name;
        for (var i = 1; experiments.ContainsKey(free); i++) free = FormattableString.Invariant($"{name}_{i}");
        return free;
    }
}

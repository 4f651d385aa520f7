using Whiteline.Learning;
using Whiteline.Spectra;

namespace Whiteline.Maps;

/// <summary>A map as signals that a file format can store.</summary>
public static class MapSignals
{
    /// <summary>
    /// Winner (class index, −1 where masked; the title names the classes), confidence and one probability plane per class,
    /// each of shape (rows, columns) with the map's calibrations. Masked pixels keep their probabilities; their confidence is NaN. Where pixels are masked, a plane of the reasons;
    /// where it was asked how far the axis may be off, two planes of that; where plural scattering was taken out, the relative thickness.
    /// </summary>
    public static IReadOnlyList<Signal> From(OxidationMap map)
    {
        var names = string.Join(", ", map.Labels.Select((label, i) => FormattableString.Invariant($"{i} = {label}")));
        List<Signal> signals =
        [
            Plane(map, $"oxidation state (winner): {names}, -1 = masked", pixel => map.WinnerAt(pixel)),
            Plane(map, "confidence", pixel => map.AbstentionAt(pixel) is null ? map[pixel].Confidence : double.NaN),
        ];
        for (var i = 0; i < map.Labels.Count; i++)
        {
            var label = i;
            signals.Add(Plane(map, $"P({map.Labels[i]})", pixel => map.ProbabilityAt(pixel, label)));
        }
        if (map.Masked > 0)
            signals.Add(Plane(map, $"why there is no label: 0 = there is one, {string.Join(", ", Enum.GetValues<Abstention>().Select(reason => $"{(int)reason + 1} = {reason.InWords()}"))}", pixel => map.AbstentionAt(pixel) is { } reason ? (int)reason + 1 : 0));
        if (map.Survives is { } survives)
        {
            signals.Add(Plane(map, "shift to lower energy that the label survives, eV", pixel => map.AbstentionAt(pixel) is null ? survives[pixel].FromEv : double.NaN));
            signals.Add(Plane(map, "shift to higher energy that the label survives, eV", pixel => map.AbstentionAt(pixel) is null ? survives[pixel].ToEv : double.NaN));
        }
        if (map.RelativeThickness is { } thickness) signals.Add(Plane(map, "relative thickness t/λ", pixel => thickness[pixel]));
        return signals;
    }

    static Signal Plane(OxidationMap map, string title, Func<int, double> valueAt)
    {
        var samples = new float[map.Pixels];
        for (var pixel = 0; pixel < samples.Length; pixel++) samples[pixel] = (float)valueAt(pixel);
        SignalAxis[] axes = [AxisOf(map.RowAxis, "y", map.Rows), AxisOf(map.ColumnAxis, "x", map.Columns)];
        return new(title, SignalKind.Image, axes, "float32", new MemorySampleSource(samples));
    }

    internal static SignalAxis AxisOf(SignalAxis? axis, string name, int size) =>
        axis is null ? new(name, 0, 1, size, null) : axis with { Name = axis.Name ?? name, Size = size };
}

using Whiteline.Maps;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>Fractions of a map as signals that a file format can store.</summary>
public static class FractionSignals
{
    /// <summary>
    /// For every method: fraction and interval width of each state, mean valence and its interval's width; and who agrees. Each of shape (rows, columns) with the map's calibrations; pixels
    /// without an estimate are NaN.
    /// </summary>
    public static IReadOnlyList<Signal> From(FractionMap map)
    {
        List<Signal> signals = [];
        foreach (var method in map.Result.Methods)
        {
            var name = method.Method.ToString().ToLowerInvariant();
            for (var k = 0; k < map.Result.States.Count; k++)
            {
                var state = k;
                signals.Add(Plane(map, $"{name}: fraction of {map.Result.States[k]}", pixel => method.Estimates[pixel]?.Fractions[state]));
                signals.Add(Plane(map, $"{name}: interval width of {map.Result.States[k]}", pixel => method.Estimates[pixel] is { } estimate ? estimate.Upper[state] - estimate.Lower[state] : null));
            }
            signals.Add(Plane(map, $"{name}: mean valence", pixel => method.Estimates[pixel]?.MeanValence));
            signals.Add(Plane(map, $"{name}: interval width of the mean valence", pixel => method.Estimates[pixel] is { } estimate ? estimate.ValenceUpper - estimate.ValenceLower : null));
        }
        var kinds = string.Join(", ", Enum.GetValues<Agreement>().Select(kind => $"{(int)kind} = {kind}"));
        signals.Add(Plane(map, $"agreement: {kinds}", pixel => (int)map.Agreement.Pixels[pixel]));
        return signals;
    }

    static Signal Plane(FractionMap map, string title, Func<int, double?> valueAt)
    {
        var samples = new float[map.Rows * map.Columns];
        for (var pixel = 0; pixel < samples.Length; pixel++) samples[pixel] = (float)(valueAt(pixel) ?? double.NaN);
        SignalAxis[] axes = [MapSignals.AxisOf(map.RowAxis, "y", map.Rows), MapSignals.AxisOf(map.ColumnAxis, "x", map.Columns)];
        return new(title, SignalKind.Image, axes, "float32", new MemorySampleSource(samples));
    }
}

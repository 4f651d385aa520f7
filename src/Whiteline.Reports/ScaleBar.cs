using Whiteline.Maps;

namespace Whiteline.Reports;

/// <summary>A scale bar: its length on the map and what is written under it.</summary>
/// <param name="Pixels">Length, map columns.</param>
/// <param name="Text">Length with unit, such as <c>20 nm</c>.</param>
public sealed record ScaleBar(double Pixels, string Text)
{
    /// <summary>The longest bar of a 1-2-5 length that is at most a third of the map's width; in pixels when the columns are not calibrated.</summary>
    public static ScaleBar For(IPixelGrid map)
    {
        var scale = Math.Abs(map.ColumnAxis?.Scale ?? 0);
        var units = map.ColumnAxis?.Units;
        var calibrated = double.IsFinite(scale) && scale > 0 && units is "nm" or "µm" or "μm" or "um" or "Å" or "A" or "pm" or "mm" or "m";
        if (!calibrated) (scale, units) = (1, "px");
        var length = NiceBelow(map.Columns * scale / 3);
        if (units == "px") length = Math.Max(1, length);
        if (units is "μm" or "um") units = "µm";
        if (units == "A") units = "Å";
        var text = units == "nm" && length >= 1000
            ? FormattableString.Invariant($"{length / 1000:0.####} µm")
            : units == "µm" && length < 1 ? FormattableString.Invariant($"{length * 1000:0.####} nm") : FormattableString.Invariant($"{length:0.####} {units}");
        return new(length / scale, text);
    }

    /// <summary>The largest of 1, 2 and 5 times a power of ten that is not above a positive value.</summary>
    public static double NiceBelow(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        var ratio = value / power * (1 + 1e-9);
        return (ratio >= 5 ? 5 : ratio >= 2 ? 2 : 1) * power;
    }
}

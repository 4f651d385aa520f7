using SkiaSharp;

namespace Whiteline.Reports;

/// <summary>Viridis (Smith and van der Walt, 2015), interpolated between nine of its colours: even in lightness, safe for the colour-blind.</summary>
static class Viridis
{
    static readonly SKColor[] Stops =
    [
        new(0x44, 0x01, 0x54), new(0x47, 0x2D, 0x7B), new(0x3B, 0x52, 0x8B), new(0x2C, 0x72, 0x8E), new(0x21, 0x91, 0x8C),
        new(0x28, 0xAE, 0x80), new(0x5E, 0xC9, 0x62), new(0xAD, 0xDC, 0x30), new(0xFD, 0xE7, 0x25),
    ];

    /// <summary>Colour of a value in [0, 1]; values outside are clipped, NaN is the masked grey.</summary>
    internal static SKColor At(double value)
    {
        if (double.IsNaN(value)) return Ink.Masked;
        var place = Math.Clamp(value, 0, 1) * (Stops.Length - 1);
        var low = Math.Min((int)place, Stops.Length - 2);
        var (a, b, t) = (Stops[low], Stops[low + 1], place - low);
        return new(Mix(a.Red, b.Red, t), Mix(a.Green, b.Green, t), Mix(a.Blue, b.Blue, t));
    }

    static byte Mix(byte from, byte to, double t) => (byte)Math.Round(from + (to - from) * t);
}

namespace Whiteline.Reports;

/// <summary>How the numbers of a linear axis are written: all in one way, and with as many digits as tell two ticks apart.</summary>
static class TickFormat
{
    /// <summary>The format of all ticks.</summary>
    /// <param name="low">The lower end of the axis.</param>
    /// <param name="high">The upper end; above the lower.</param>
    /// <param name="step">The distance of two ticks; above 0.</param>
    internal static string Of(double low, double high, double step)
    {
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        return largest is >= 1e6 or < 1e-3 ? $"0.{Digits(largest / step)}e0" : $"0.{Digits(1 / step)}";
    }

    // A step is 1, 2 or 5 times a power of ten: its power says where the last digit stands.
    static string Digits(double steps) => new('#', Math.Clamp((int)Math.Ceiling(Math.Log10(steps) - 1e-9), 0, 12));
}

namespace Whiteline.Preprocessing;

/// <summary>
/// Resampling of one spectrum to another uniform axis. To an equal or finer axis: cubic convolution (Keys, IEEE Trans. Acoust. Speech
/// Signal Process. 29, 1153, 1981, a = −1/2), symmetric about the half-channel, so that no shift is favoured. To a coarser axis: the
/// mean over the target channel, which keeps the area and averages the noise. Intensities stay counts per source channel.
/// </summary>
static class Interpolation
{
    /// <summary>Resamples one spectrum.</summary>
    /// <param name="source">Samples, shape (channels).</param>
    /// <param name="first">Source channel, between two if need be, at which target channel 0 lies.</param>
    /// <param name="step">Source channels per target channel.</param>
    /// <param name="target">Receives the target samples. All must lie within half a channel of the source.</param>
    public static void Resample(ReadOnlySpan<float> source, double first, double step, Span<float> target)
    {
        if (step > 1.0001) Average(source, first, step, target);
        else
            for (var i = 0; i < target.Length; i++) target[i] = (float)Cubic(source, first + i * step);
    }

    /// <summary>The cubic through the four nearest samples; the ends are continued in a straight line.</summary>
    public static double Cubic(ReadOnlySpan<float> source, double at)
    {
        at = Math.Clamp(at, 0, source.Length - 1);
        var k = Math.Min((int)at, source.Length - 2);
        var t = at - k;
        double b = source[k], c = source[k + 1];
        var a = k > 0 ? source[k - 1] : 2 * b - c;
        var d = k + 2 < source.Length ? source[k + 2] : 2 * c - b;
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    static void Average(ReadOnlySpan<float> source, double first, double step, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            // Channel c fills [c − 1/2, c + 1/2].
            var from = Math.Clamp(first + (i - 0.5) * step + 0.5, 0, source.Length);
            var to = Math.Clamp(first + (i + 0.5) * step + 0.5, 0, source.Length);
            if (to - from < 1e-9)
            {
                target[i] = source[Math.Clamp((int)from, 0, source.Length - 1)];
                continue;
            }
            var sum = 0.0;
            for (var c = (int)from; c < source.Length && c < to; c++) sum += source[c] * (Math.Min(to, c + 1) - Math.Max(from, c));
            target[i] = (float)(sum / (to - from));
        }
    }
}

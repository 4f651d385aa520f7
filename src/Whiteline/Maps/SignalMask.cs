using Whiteline.Spectra;

namespace Whiteline.Maps;

/// <summary>When a pixel has too little signal to be given a label.</summary>
/// <param name="LeastStrength">Net counts of the edge over their standard error below which a pixel is masked.</param>
/// <param name="LeastShare">Share of the net counts of the bright pixels (their 95th percentile) below which a pixel is masked; 0 switches this rule off.</param>
public sealed record SignalMaskOptions(double LeastStrength = 5, double LeastShare = 0.15);

/// <summary>How much of an edge a spectrum holds.</summary>
/// <param name="Net">Mean intensity in the window of the edge above that before it.</param>
/// <param name="Strength">Net counts over their standard error.</param>
public readonly record struct EdgeSignal(double Net, double Strength);

/// <summary>
/// Tells specimen from vacuum. A pixel's strength is its net counts in the edge's window over their standard error. The noise of a
/// channel is estimated from second differences, which smooth structure cancels out of, by the median absolute deviation, so that a
/// spike does not count. A pixel needs both an absolute strength and a share of the net counts that the bright pixels have: over a whole
/// image, stray scattering in vacuum can be significant and yet carry no answer. The share is of counts and not of strengths, for the
/// noise of a spectrum that was smoothed, or came from another source, says nothing of how much specimen there is.
/// </summary>
public static class SignalMask
{
    const double Bright = 0.95;

    /// <summary>Measures an edge in a background-subtracted spectrum that is not normalised.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="axis">Its axis.</param>
    /// <param name="signal">Window of the white lines.</param>
    /// <param name="preEdge">Window below the edge whose mean is taken off and whose scatter is the noise; null for the scatter of the whole spectrum.</param>
    /// <returns>Net and strength: 0 when a window holds too few channels or a value in it is not finite; strength +∞ when there is signal and no noise.</returns>
    /// <exception cref="ArgumentException">The spectrum does not fit the axis.</exception>
    public static EdgeSignal Measure(ReadOnlySpan<float> spectrum, EnergyAxis axis, EnergyWindow signal, EnergyWindow? preEdge = null)
    {
        if (spectrum.Length != axis.Count) throw new ArgumentException($"{spectrum.Length} intensities on an axis of {axis.Count} channels.", nameof(spectrum));
        var edge = spectrum[axis.ChannelsIn(signal)];
        var rest = preEdge is null ? spectrum : spectrum[axis.ChannelsIn(preEdge)];
        if (edge.Length == 0 || rest.Length < 8) return default;
        var noise = Noise(rest);
        var level = preEdge is null ? 0 : Sum(rest) / rest.Length;
        var net = Sum(edge) - level * edge.Length;
        var variance = noise * noise * edge.Length * (preEdge is null ? 1 : 1 + (double)edge.Length / rest.Length);
        if (!double.IsFinite(net) || !double.IsFinite(variance)) return default;
        return new(net / edge.Length, variance > 0 ? net / Math.Sqrt(variance) : net > 0 ? double.PositiveInfinity : 0);
    }

    /// <summary>Which pixels are masked, shape (n).</summary>
    /// <param name="signals">Shape (n), from <see cref="Measure"/>.</param>
    /// <param name="options">Thresholds.</param>
    public static bool[] Masked(IReadOnlyList<EdgeSignal> signals, SignalMaskOptions options)
    {
        double[] nets = [.. signals.Select(signal => signal.Net).Order()];
        var least = options.LeastShare > 0 && nets.Length > 0 ? options.LeastShare * nets[(int)(Bright * (nets.Length - 1))] : double.NegativeInfinity;
        return [.. signals.Select(signal => !(signal.Strength >= options.LeastStrength && signal.Net >= least))];
    }

    /// <summary>Standard deviation of a channel: second differences of white noise have √6 of it.</summary>
    static double Noise(ReadOnlySpan<float> spectrum)
    {
        var differences = new double[spectrum.Length - 2];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = Math.Abs((double)spectrum[i] - 2.0 * spectrum[i + 1] + spectrum[i + 2]);
        Array.Sort(differences);
        return differences[differences.Length / 2] / (0.6745 * Math.Sqrt(6));
    }

    static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}

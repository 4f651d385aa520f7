using System.Text.Json.Nodes;
using Whiteline.Numerics;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Removes X-ray spikes: at most three channels wide, in one spectrum only. A channel is a spike when it (1) stands above the channels two
/// away by <paramref name="Threshold"/> times the spectrum's noise (median of second differences, the derivative criterion of HyperSpy's
/// spike removal made robust) and by five times their height, and (2) stands above what the mean spectrum predicts there by the same
/// threshold. White lines and zero-loss peaks are in the mean and wider, so they stay. The gap is bridged by a straight line.
/// </summary>
/// <param name="Threshold">In standard deviations of the noise; larger removes less.</param>
public sealed record SpikeRemoval(double Threshold = 10) : IStep
{
    const int FewestSpectra = 8;
    const double Isolation = 5;
    const int Reach = 6;

    /// <inheritdoc/>
    public string Name => "spike-removal";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(Threshold >= 3)) yield return FormattableString.Invariant($"spike-removal has the threshold {Threshold}; below 3 it would remove noise.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (input.Count < FewestSpectra || input.Axis.Count < 2 * Reach)
            return new Fitted(this, input.Axis, null, $"Spikes were not looked for: with fewer than {FewestSpectra} spectra they cannot be told from lines.", 0);
        var mean = MeanSpectrum.Of(input, context).Intensity;
        var spikes = 0L;
        SpectraPass.ForEach(input, context, block => Enumerable.Range(0, block.Count).Sum(i => (long)Remove(block[i], mean)), found => spikes += found);
        var sentence = spikes == 0
            ? FormattableString.Invariant($"No X-ray spike was found (threshold {Threshold:0.#} standard deviations).")
            : FormattableString.Invariant($"{spikes} X-ray spike(s) were removed (threshold {Threshold:0.#} standard deviations).");
        return new Fitted(this, input.Axis, mean, sentence, spikes);
    }

    int Remove(Span<float> spectrum, double[] mean)
    {
        var limit = Threshold * Math.Max(NoiseLevel.Of(spectrum), 1e-12);
        var removed = 0;
        for (var i = 2; i + 2 < spectrum.Length; i++)
        {
            if (spectrum[i] < spectrum[i - 1] || spectrum[i] < spectrum[i + 1]) continue;
            double sides = Math.Max(spectrum[i - 2], spectrum[i + 2]);
            if (!(spectrum[i] - sides > limit && spectrum[i] > Isolation * sides)) continue;
            // In a strong line the noise is larger than in the median of the spectrum: Poisson.
            var predicted = Predicted(spectrum, mean, i);
            if (!(spectrum[i] - predicted > limit + Threshold * Math.Sqrt(Math.Max(predicted, 0)) && spectrum[i] > 2 * predicted)) continue;
            for (var k = -1; k <= 1; k++) spectrum[i + k] = spectrum[i - 2] + (k + 2) * (spectrum[i + 2] - spectrum[i - 2]) / 4;
            removed++;
        }
        return removed;
    }

    // The mean, scaled to the channels beside the three in question.
    static double Predicted(ReadOnlySpan<float> spectrum, double[] mean, int channel)
    {
        double own = 0, common = 0;
        for (var c = Math.Max(0, channel - Reach); c <= Math.Min(mean.Length - 1, channel + Reach); c++)
        {
            if (Math.Abs(c - channel) <= 1) continue;
            own += spectrum[c];
            common += mean[c];
        }
        return common > 0 && own > 0 ? mean[channel] * own / common : 0;
    }

    sealed class Fitted(SpikeRemoval step, EnergyAxis axis, double[]? mean, string sentence, long spikes) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(step.Name, sentence, new JsonObject { ["spikes"] = spikes, ["threshold"] = step.Threshold });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            if (mean is null) return block;
            for (var i = 0; i < block.Count; i++) step.Remove(block[i], mean);
            return block;
        }
    }
}

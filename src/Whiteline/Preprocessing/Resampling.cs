using System.Text.Json.Nodes;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Puts every spectrum on one axis, applying the stored shifts once. Between channels by cubic convolution (Keys, IEEE Trans. Acoust.
/// Speech Signal Process. 29, 1981, a = −1/2), which moves no feature at any sub-channel phase; onto channels at least 1.5 times wider by
/// averaging over each channel's width, so that no noise is thrown away. Nothing wraps round. A spectrum that falls short of the target by at
/// most <see cref="LargestGapEv"/> keeps its last channel's value there; one that falls short by more does not reach it, and a file that
/// does not is refused.
/// </summary>
/// <param name="Target">The axis after the step.</param>
public sealed record Resampling(EnergyAxis Target) : IStep
{
    /// <summary>What a spectrum may fall short of the target, eV at either end: less than the feet of a white line are wide.</summary>
    public const double LargestGapEv = 1;

    /// <inheritdoc/>
    public string Name => "resample";

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [];

    /// <summary>Whether a spectrum whose axis is stored with a shift reaches the target at both ends, but for <see cref="LargestGapEv"/>.</summary>
    public static bool Reaches(EnergyAxis source, double shiftEv, EnergyAxis target) =>
        source.OffsetEv + shiftEv <= target.OffsetEv + LargestGapEv && source.LastEv + shiftEv >= target.LastEv - LargestGapEv;

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (!Reaches(input.Axis, 0, Target))
            throw BadInputException.In(
                context.Source,
                FormattableString.Invariant($"it covers {input.Axis.OffsetEv:0.##} to {input.Axis.LastEv:0.##} eV, but {Target.OffsetEv:0.##} to {Target.LastEv:0.##} eV is needed"),
                "Acquire a wider range, or train a model on a narrower window.");
        return new FittedStep(
            Target,
            new(Name, $"The spectra were put on {Target}.", new JsonObject { ["offsetEv"] = Target.OffsetEv, ["dispersionEv"] = Target.DispersionEv, ["channels"] = Target.Count }),
            Apply);
    }

    SpectrumBlock Apply(SpectrumBlock block)
    {
        var resampled = new float[block.Count * Target.Count];
        for (var i = 0; i < block.Count; i++)
            Apply(block[i], block.Axis, block.ShiftsEv[i], Target, resampled.AsSpan(i * Target.Count, Target.Count));
        return new(block.First, Target, resampled, new double[block.Count]);
    }

    /// <summary>Resamples one spectrum. Beyond its ends it takes the value of its last channel: callers check <see cref="Reaches"/> first.</summary>
    /// <param name="intensity">Shape (source channels).</param>
    /// <param name="source">Its axis.</param>
    /// <param name="shiftEv">Energy to add to the source axis, eV.</param>
    /// <param name="target">The axis to put it on.</param>
    /// <param name="resampled">Receives shape (target channels).</param>
    public static void Apply(ReadOnlySpan<float> intensity, EnergyAxis source, double shiftEv, EnergyAxis target, Span<float> resampled)
    {
        var first = source.ChannelAt(target.OffsetEv - shiftEv);
        var step = target.DispersionEv / source.DispersionEv;
        if (step >= 1.5) Average(intensity, first, step, resampled);
        else Interpolate(intensity, first, step, resampled);
    }

    static void Interpolate(ReadOnlySpan<float> samples, double first, double step, Span<float> resampled)
    {
        for (var k = 0; k < resampled.Length; k++)
        {
            var position = Math.Clamp(first + k * step, 0, samples.Length - 1);
            // A rounding error short of a whole channel must not become an interpolation.
            var nearest = Math.Round(position);
            if (Math.Abs(position - nearest) < 1e-9) position = nearest;
            var left = Math.Min((int)position, samples.Length - 2);
            resampled[k] = Cubic(samples, left, position - left);
        }
    }

    static float Cubic(ReadOnlySpan<float> samples, int left, double t)
    {
        double b = samples[left], c = samples[left + 1];
        // At the ends the missing neighbour continues the line through the last two.
        var a = left > 0 ? samples[left - 1] : 2 * b - c;
        var d = left + 2 < samples.Length ? samples[left + 2] : 2 * c - b;
        return (float)(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
    }

    static void Average(ReadOnlySpan<float> samples, double first, double step, Span<float> resampled)
    {
        for (var k = 0; k < resampled.Length; k++)
        {
            // Channel i covers [i − 1/2, i + 1/2).
            var from = Math.Clamp(first + (k - 0.5) * step + 0.5, 0, samples.Length);
            var to = Math.Clamp(first + (k + 0.5) * step + 0.5, 0, samples.Length);
            resampled[k] = to - from > 1e-9 ? (float)(Integral(samples, from, to) / (to - from)) : samples[Math.Min((int)from, samples.Length - 1)];
        }
    }

    static double Integral(ReadOnlySpan<float> samples, double from, double to)
    {
        var sum = 0.0;
        for (var i = (int)from; i < to; i++)
            sum += samples[Math.Min(i, samples.Length - 1)] * (Math.Min(to, i + 1) - Math.Max(from, i));
        return sum;
    }
}

using System.Numerics.Tensors;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// What stands under spectra whose axis begins too near the edge for a power law to be fitted: the level of their first channels, such as that of curves drawn above one another in a figure. Where what follows the edge lies below that
/// level it is no level but counts that fall off, and a power law of usual exponent is put through the first channels.
/// </summary>
static class PreEdgeLevel
{
    // Part of the line's height from which it counts: what a subtraction leaves is less, and models learn through it.
    const double LeastShare = 0.25;

    // Of the way to the line: none of it is the line's foot.
    const double ShareOfTheWay = 0.25;
    const double LeastWayEv = 2;
    const double LeastLevelEv = 0.5;

    const double LastShare = 0.1;
    const double UsualExponent = 3;

    /// <summary>The step that subtracts it; null where there is none, or no line that it stands before.</summary>
    public static IFittedStep? Fit(PowerLawBackground step, ISpectra input, StepContext context)
    {
        var axis = input.Axis;
        if (axis.OffsetEv < step.Window.FromEv) return null;
        var mean = MeanSpectrum.Of(input, context).Intensity;
        var line = TensorPrimitives.IndexOfMax<double>(mean);
        // A background many times as high as the line is highest where it begins.
        if (line * axis.DispersionEv < LeastWayEv) line = TensorPrimitives.IndexOfMax<double>([.. mean.Select((value, c) => value * Math.Pow(axis.EnergyAt(c), UsualExponent))]);
        var way = line * axis.DispersionEv;
        var first = (int)Math.Ceiling(Math.Max(LeastLevelEv, ShareOfTheWay * way) / axis.DispersionEv);
        if (way < LeastWayEv || first >= line) return null;
        if (!(MedianShare(input, first, context) > LeastShare)) return null;
        var level = TensorPrimitives.Average<double>(mean.AsSpan(0, first));
        var last = Math.Max(1, (int)(LastShare * mean.Length));
        var falls = TensorPrimitives.Average<double>(mean.AsSpan(mean.Length - last)) < level;
        return new Fitted(step, axis, first, falls ? UsualExponent : 0);
    }

    // Of the level in the height above it. A few spectra that are nearly all level must not decide for the others.
    static double MedianShare(ISpectra input, int first, StepContext context)
    {
        var shares = new double[input.Count];
        SpectraPass.ForEach(
            input,
            context,
            block => (block.First, Values: Enumerable.Range(0, block.Count).Select(i => ShareOf(block[i], first)).ToArray()),
            part => part.Values.CopyTo(shares, part.First));
        double[] known = [.. shares.Where(share => !double.IsNaN(share)).Order()];
        return known.Length == 0 ? double.NaN : known[known.Length / 2];
    }

    static double ShareOf(ReadOnlySpan<float> spectrum, int first)
    {
        double level = TensorPrimitives.Average<float>(spectrum[..first]);
        var height = TensorPrimitives.Max<float>(spectrum[first..]) - level;
        return height > 0 || double.IsNaN(height) ? level / height : double.PositiveInfinity;
    }

    sealed class Fitted : IFittedStep
    {
        readonly int first;
        readonly float[] shape;

        public Fitted(PowerLawBackground step, EnergyAxis axis, int first, double exponent)
        {
            (Axis, this.first) = (axis, first);
            var centre = axis.EnergyAt(0) + 0.5 * (first - 1) * axis.DispersionEv;
            shape = [.. axis.Energies().Select(energy => (float)Math.Pow(energy / centre, -exponent))];
            var values = step.Values(true);
            values["levelToEv"] = axis.EnergyAt(first - 1);
            Applied = new(step.Name, FormattableString.Invariant($"The axis ({axis}) does not reach the background window {step.Window}; the level of each spectrum up to {axis.EnergyAt(first - 1):0.0} eV was subtracted, {(exponent == 0 ? "as it is" : FormattableString.Invariant($"as a power law of exponent {exponent:0}, for less follows the edge"))}."), values);
        }

        public EnergyAxis Axis { get; }

        public AppliedStep Applied { get; }

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            for (var i = 0; i < block.Count; i++)
            {
                var spectrum = block[i];
                TensorPrimitives.MultiplyAdd(shape, -TensorPrimitives.Average<float>(spectrum[..first]), spectrum, spectrum);
            }
            return block;
        }
    }
}

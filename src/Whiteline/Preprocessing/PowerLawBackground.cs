using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>When the background is subtracted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BackgroundMode>))]
public enum BackgroundMode
{
    /// <summary>Always; an axis that does not reach the window is refused.</summary>
    Required,

    /// <summary>Where there is one: not when the axis does not reach the window, nor when the window is empty (at most 5 % of the maximum of the mean spectrum from there on).</summary>
    IfPresent,

    /// <summary>Never.</summary>
    None,
}

/// <summary>
/// Fits A·E^−r in a window before the edge, spectrum by spectrum, and subtracts it from the whole axis. Estimator and sources: see
/// <see cref="PowerLaw"/>. After subtraction the mean of the window is 0.
/// </summary>
/// <param name="Window">Where to fit, eV: before the onset, after the edge below.</param>
/// <param name="Mode">When to subtract.</param>
public sealed record PowerLawBackground(EnergyWindow Window, BackgroundMode Mode = BackgroundMode.Required) : IStep
{
    const double EmptyFraction = 0.05;
    const int FewestChannels = 4;

    // Part of the window that an axis must reach for a fit that may be left out.
    const double LeastPart = 0.35;

    /// <inheritdoc/>
    public string Name => "power-law-background";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Window is null) yield return "power-law-background has no window; give FROM:TO in eV, before the edge.";
        else if (!(Window.FromEv > 0)) yield return FormattableString.Invariant($"power-law-background fits in {Window}; a power law needs energies above 0.");
        if (!Enum.IsDefined(Mode)) yield return $"power-law-background has the unknown mode {Mode}; choose required, ifPresent or none.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (Mode == BackgroundMode.None) return new Left(this, input.Axis, "No background was subtracted.");
        var channels = input.Axis.ChannelsIn(Window);
        var reached = input.Axis.Covers(Window) && channels.End.Value - channels.Start.Value >= FewestChannels;
        if (Mode == BackgroundMode.Required)
            return reached ? new Fitted(this, input.Axis, channels) : throw BadInputException.In(
                context.Source,
                $"its axis covers {input.Axis}, but the background is to be fitted in {Window}",
                "Give a window before the edge that the axis covers with at least 4 channels, or say that the background was removed already.");
        if (channels.End.Value - channels.Start.Value < Math.Max(FewestChannels, LeastPart * Window.WidthEv / input.Axis.DispersionEv)) return PreEdgeLevel.Fit(this, input, context) ?? new Left(this, input.Axis, $"No background was subtracted: the axis ({input.Axis}) does not reach the background window {Window}.");
        var mean = MeanSpectrum.Of(input, context);
        var level = TensorPrimitives.Average<double>(mean.Intensity.AsSpan(channels));
        // What lies before the window says nothing: a background is tens of times higher a few hundred eV down, a zero-loss peak thousands of times.
        return level <= EmptyFraction * HeldByTwo(mean.Intensity.AsSpan(channels.Start.Value..))
            ? new Left(this, input.Axis, FormattableString.Invariant($"No background was subtracted: {Window} holds none, so it was removed before."))
            : new Fitted(this, input.Axis, channels);
    }

    // A channel that is hot in all spectra is no line.
    static double HeldByTwo(ReadOnlySpan<double> mean)
    {
        var largest = double.NegativeInfinity;
        for (var c = 0; c + 1 < mean.Length; c++) largest = Math.Max(largest, Math.Min(mean[c], mean[c + 1]));
        return largest;
    }

    internal JsonObject Values(bool subtracted) => new() { ["subtracted"] = subtracted, ["fromEv"] = Window.FromEv, ["toEv"] = Window.ToEv };

    sealed class Left(PowerLawBackground step, EnergyAxis axis, string sentence) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(step.Name, sentence, step.Values(false));

        public SpectrumBlock Apply(SpectrumBlock block) => block;
    }

    sealed class Fitted : IFittedStep
    {
        readonly PowerLaw law;
        readonly Range window;
        readonly float[] logs;
        readonly int firstPositive;

        public Fitted(PowerLawBackground step, EnergyAxis axis, Range window)
        {
            Axis = axis;
            this.window = window;
            var energies = axis.Energies();
            var reference = step.Window.CentreEv;
            law = new(energies.AsSpan(window), reference);
            firstPositive = Math.Max(0, Array.FindIndex(energies, energy => energy > 0));
            logs = [.. energies.Skip(firstPositive).Select(energy => (float)Math.Log(energy / reference))];
            Applied = new(step.Name, $"A power-law background was fitted in {step.Window} of each spectrum and subtracted.", step.Values(true));
        }

        public EnergyAxis Axis { get; }

        public AppliedStep Applied { get; }

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var curve = new float[logs.Length];
            for (var i = 0; i < block.Count; i++)
            {
                var spectrum = block[i];
                var (amplitude, exponent) = law.Fit(spectrum[window]);
                TensorPrimitives.Multiply(logs, (float)-exponent, curve);
                TensorPrimitives.Exp<float>(curve, curve);
                TensorPrimitives.Multiply(curve, (float)amplitude, curve);
                var above = spectrum[firstPositive..];
                TensorPrimitives.Subtract(above, curve, above);
            }
            return block;
        }
    }
}

using System.Text.Json.Nodes;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>Subtracts a <see cref="PowerLaw"/> fitted to each spectrum in a window before the edge.</summary>
public sealed record PowerLawBackground(EnergyWindow Window) : IStep
{
    // A window whose mean is below this part of the highest point after it has had its background removed already.
    const double Trace = 0.05;

    // Part of the window that must be on the axis, and its least width in channels.
    const double LeastCoverage = 0.35;
    const int LeastChannels = 8;

    /// <summary>Whether to remove; <see cref="BackgroundMode.IfPresent"/> by default.</summary>
    public BackgroundMode Mode { get; init; } = BackgroundMode.IfPresent;

    /// <inheritdoc/>
    public string Name => "background";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Window.FromEv <= 0) yield return $"The background window {Window} must lie above 0 eV.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        var axis = input.Axis;
        if (Mode == BackgroundMode.None) return Untouched(axis, "The background was left in place.");
        var window = axis.ChannelsIn(Window);
        var (_, length) = window.GetOffsetAndLength(axis.Count);
        var covered = length * axis.DispersionEv / Window.WidthEv;
        if (Mode == BackgroundMode.Required && !axis.Covers(Window))
            throw BadInputException.In(
                context.Source,
                FormattableString.Invariant($"the background window {Window} is not on its axis ({axis.OffsetEv:0.##} to {axis.LastEv:0.##} eV)"),
                "Give a window before the edge that the axis covers, or spectra whose background is removed already.");
        if (covered < LeastCoverage || length < LeastChannels)
            return Untouched(axis, FormattableString.Invariant($"The axis ({axis.OffsetEv:0.##} to {axis.LastEv:0.##} eV) does not reach the background window {Window}, so the spectra were taken as background-subtracted."));
        if (Mode == BackgroundMode.IfPresent && IsRemoved(MeanSpectrum.Of(input, context), window))
            return Untouched(axis, $"The background window {Window} holds no background, so the spectra were taken as background-subtracted.");
        return new FittedStep(
            axis,
            new(Name, $"A power-law background A·E^-r was fitted to each spectrum from {Window} and subtracted.", new JsonObject { ["fromEv"] = Window.FromEv, ["toEv"] = Window.ToEv }),
            block => Subtract(block, window));
    }

    static FittedStep Untouched(EnergyAxis axis, string sentence) =>
        new(axis, new("background", sentence, new JsonObject { ["subtracted"] = false }), block => block);

    static bool IsRemoved(ReadOnlySpan<float> mean, Range window)
    {
        var (first, length) = window.GetOffsetAndLength(mean.Length);
        var sum = 0.0;
        foreach (var value in mean.Slice(first, length)) sum += value;
        var highest = 0f;
        foreach (var value in mean[(first + length)..]) highest = Math.Max(highest, value);
        return Math.Abs(sum / length) < Trace * highest;
    }

    static SpectrumBlock Subtract(SpectrumBlock block, Range window)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var spectrum = block[i];
            var shift = block.ShiftsEv[i];
            var background = PowerLaw.Fit(spectrum, block.Axis, window, shift);
            Subtract(spectrum, block.Axis, shift, background);
        }
        return block;
    }

    // A channel's power follows from the last by one multiplication every Stride channels and exact powers in between would cost more;
    // the logarithm of E is smooth, so exact values at the ends of short strides are joined geometrically (error below 1e-6 relative).
    static void Subtract(Span<float> spectrum, EnergyAxis axis, double shiftEv, PowerLaw background)
    {
        const int Stride = 8;
        for (var start = 0; start < spectrum.Length; start += Stride)
        {
            var end = Math.Min(start + Stride, spectrum.Length);
            var value = background.At(axis.EnergyAt(start) + shiftEv);
            var next = background.At(axis.EnergyAt(start + Stride) + shiftEv);
            var factor = value != 0 && next / value > 0 ? Math.Pow(next / value, 1.0 / Stride) : 1;
            for (var c = start; c < end; c++)
            {
                spectrum[c] -= (float)value;
                value *= factor;
            }
        }
    }
}

using System.Text.Json.Nodes;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>Keeps the channels in a window, without touching a sample.</summary>
/// <param name="Window">What to keep, eV.</param>
public sealed record Crop(EnergyWindow Window) : IStep
{
    /// <inheritdoc/>
    public string Name => "crop";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Window is null) yield return "crop has no window; give FROM:TO in eV.";
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        if (!input.Axis.Covers(Window))
            throw BadInputException.In(context.Source, $"its axis covers {input.Axis}, but {Window} is to be kept", "Choose a window inside the axis.");
        return new Fitted(this, input.Axis, input.Axis.ChannelsIn(Window));
    }

    sealed class Fitted : IFittedStep
    {
        readonly int start;

        public Fitted(Crop step, EnergyAxis input, Range channels)
        {
            start = channels.Start.Value;
            Axis = input.Slice(channels);
            Applied = new(step.Name, $"The spectra were cut to {step.Window}.", new JsonObject { ["fromEv"] = step.Window.FromEv, ["toEv"] = step.Window.ToEv });
        }

        public EnergyAxis Axis { get; }

        public AppliedStep Applied { get; }

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var kept = new float[block.Count * Axis.Count];
            for (var i = 0; i < block.Count; i++) block[i].Slice(start, Axis.Count).CopyTo(kept.AsSpan(i * Axis.Count));
            return block with { Axis = Axis, Intensity = kept };
        }
    }
}

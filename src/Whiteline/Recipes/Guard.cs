using System.Numerics.Tensors;
using Whiteline.Learning;
using Whiteline.Learning.Novelty;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes;

/// <summary>Says of every spectrum whether the model may label it, and why not.</summary>
/// <param name="model">The model; one without a gate is asked for saturation and the window alone.</param>
/// <param name="mostMissingEv">A spectrum may end this far short of the model's window, eV.</param>
/// <param name="aligns">Whether spectra are aligned on their own L3: what has none may be aligned on anything.</param>
sealed class Guard(TrainedModel model, double mostMissingEv, bool aligns)
{
    /// <summary>An edge that stands out of the noise by less carries no answer. Noise alone, aligned on its own maximum and held against several classes, stays below 6.</summary>
    public const double LeastStrength = 7;

    /// <summary>
    /// A spectrum is unlike the training spectra when its squared distance is this many times that of the median training spectrum: those of a stranger's instrument differ more from those of
    /// the training than these among themselves. The median, because a few odd training spectra must not open the gate.
    /// </summary>
    public const double Margin = 8;

    /// <summary>A squared distance that another instrument alone may make, by what the gate allows for one.</summary>
    public const double LeastThreshold = 2;

    /// <summary>Yet no more than this share of spectra like the training spectra is turned away.</summary>
    public const double RejectedShare = 0.02;

    const int FewestForNoise = 40;

    readonly string? element = model.Element;
    readonly double threshold = model.Gate is { } gate ? Math.Max(Math.Max(LeastThreshold, gate.Threshold(RejectedShare)), Margin * gate.Threshold(0.5)) : double.PositiveInfinity;

    /// <summary>Judges the spectra of a block at four stages: as recorded, before and after they are resampled, and as they are classified.</summary>
    /// <param name="raw">As recorded.</param>
    /// <param name="source">Before they are resampled, with the shifts that are still to be applied.</param>
    /// <param name="resampled">On the model's axis, not normalised.</param>
    /// <param name="prepared">After the recipe.</param>
    /// <param name="abstained">Receives shape (n).</param>
    public void Judge(SpectrumBlock raw, SpectrumBlock source, SpectrumBlock resampled, SpectrumBlock prepared, Span<Abstention?> abstained)
    {
        for (var i = 0; i < prepared.Count; i++)
        {
            var window = source.Axis.ChannelsIn(new(model.Axis.OffsetEv - source.ShiftsEv[i], model.Axis.LastEv - source.ShiftsEv[i]));
            var isMissing = Resample.MissingEv(source.Axis, model.Axis, source.ShiftsEv[i]) > mostMissingEv;
            abstained[i] = isMissing && !aligns ? Abstention.WindowMissing
                : !TensorPrimitives.IsFiniteAll<float>(source[i][window]) || !TensorPrimitives.IsFiniteAll<float>(prepared[i]) ? Abstention.NotFinite
                // Calibration moves the axis and leaves the channels where they are.
                : raw.Axis.Count == source.Axis.Count && Saturation.IsIn(raw[i], window) ? Abstention.Saturated
                : Judge(source[i][ForNoise(window, source.Axis.Count)], source.Axis.DispersionEv, resampled[i], prepared[i]);
            if (isMissing && abstained[i] is null or Abstention.UnlikeTraining) abstained[i] = Abstention.WindowMissing;
            if (abstained[i] == Abstention.SignalTooWeak && element is not null && ForeignLines.Stand(source.Axis, source[i], element)) abstained[i] = Abstention.UnlikeTraining;
        }
    }

    // On wide channels the model's window holds little but lines, whose curvature would be taken for noise.
    static Range ForNoise(Range window, int channels)
    {
        var (start, length) = window.GetOffsetAndLength(channels);
        var more = Math.Max(0, FewestForNoise - length + 1) / 2;
        return Math.Max(0, start - more)..Math.Min(channels, start + length + more);
    }

    Abstention? Judge(ReadOnlySpan<float> source, double dispersionEv, ReadOnlySpan<float> resampled, ReadOnlySpan<float> prepared)
    {
        if (model.Gate is { } gate)
        {
            var found = gate.Judge(prepared, resampled, source, dispersionEv);
            if (!(found.Strength >= LeastStrength)) return Abstention.SignalTooWeak;
            if (!(found.Distance <= threshold)) return Abstention.UnlikeTraining;
        }
        return model.ElementGate is { } other && other.StrangerEvidence(prepared, resampled, source, dispersionEv) > other.Threshold ? Abstention.UnlikeTraining : null;
    }
}
